from django.urls import path

from units import views, views_accounts, views_assign, views_reorg, views_roles, views_transfer, views_units
from units.account_files import views as account_files

app_name = "units"

urlpatterns = [
    path("doi-don-vi/", views.act_for, name="act_for"),
    path("tai-khoan/", views_accounts.account_list, name="account_list"),
    path("tai-khoan/them/", views_accounts.account_add, name="account_add"),
    path("tai-khoan/nhap/", account_files.file_list, name="account_file_list"),
    path("tai-khoan/nhap/tai-len/", account_files.file_upload, name="account_file_upload"),
    path("tai-khoan/nhap/mau/", account_files.file_template, name="account_file_template"),
    path("tai-khoan/nhap/<int:pk>/", account_files.file_detail, name="account_file"),
    path("tai-khoan/nhap/<int:pk>/tep-loi/", account_files.file_todo, name="account_file_todo"),
    path("tai-khoan/nhap/<int:pk>/quyet-dinh/", account_files.file_decide, name="account_file_decide"),
    path("tai-khoan/nhap/<int:pk>/lap/", account_files.file_accept, name="account_file_accept"),
    path("tai-khoan/nhap/<int:pk>/chay-lai/", account_files.file_run_again, name="account_file_run_again"),
    path("tai-khoan/nhap/<int:pk>/cap-ma/", account_files.file_codes, name="account_file_codes"),
    path("tai-khoan/<int:pk>/", views_accounts.account_detail, name="account_detail"),
    path("tai-khoan/<int:pk>/sua/", views_accounts.account_edit, name="account_edit"),
    path("tai-khoan/<int:pk>/khoa/", views_accounts.account_disable, name="account_disable"),
    path("tai-khoan/<int:pk>/mo-khoa/", views_accounts.account_enable, name="account_enable"),
    path("tai-khoan/<int:pk>/cap-ma/", views_accounts.account_code, name="account_code"),
    path("tai-khoan/<int:pk>/giao-vai-tro/", views_roles.role_give, name="role_give"),
    path("vai-tro/<int:pk>/ket-thuc/", views_roles.role_end, name="role_end"),
    path("vai-tro/<int:pk>/ban-giao/", views_roles.role_hand_over, name="role_hand_over"),
    path("uy-quyen/", views_roles.delegation, name="delegation"),
    path("uy-quyen/<int:pk>/thu-hoi/", views_roles.delegation_revoke, name="delegation_revoke"),
    path("ca-nhan/<int:pk>/chuyen-don-vi/", views_transfer.person_transfer, name="person_transfer"),
    path("don-vi/them/", views_units.unit_add, name="unit_add"),
    path("don-vi/<int:pk>/sua/", views_units.unit_correct, name="unit_correct"),
    path("don-vi/xep-nguoi/", views_assign.assign_list, name="assign_list"),
    path("don-vi/xep-nguoi/chon/", views_assign.assign, name="assign"),
    path("don-vi/sap-xep/", views_reorg.reorganisation_list, name="reorganisation_list"),
    path("don-vi/sap-xep/lap/<slug:kind>/", views_reorg.reorganisation_new, name="reorganisation_new"),
    path("don-vi/sap-xep/<int:pk>/", views_reorg.reorganisation_detail, name="reorganisation_detail"),
    path("don-vi/sap-xep/<int:pk>/noi-den/", views_reorg.reorganisation_homes, name="reorganisation_homes"),
    path(
        "don-vi/sap-xep/<int:pk>/xac-nhan/", views_reorg.reorganisation_confirm, name="reorganisation_confirm"
    ),
    path("don-vi/sap-xep/<int:pk>/bo/", views_reorg.reorganisation_cancel, name="reorganisation_cancel"),
]
