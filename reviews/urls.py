from django.urls import path

from reviews.views import ballots, meeting, polls, room, sessions

app_name = "reviews"
urlpatterns = [
    path("phien-hop/", sessions.session_list, name="session_list"),
    path("phien-hop/lap/<int:council_pk>/", sessions.session_create, name="session_create"),
    path("phien-hop/<int:pk>/", sessions.session_detail, name="session_detail"),
    path("phien-hop/<int:pk>/sua/", sessions.session_edit, name="session_edit"),
    path("phien-hop/<int:pk>/chuong-trinh/", sessions.agenda_edit, name="agenda_edit"),
    path("phien-hop/<int:pk>/trieu-tap/", sessions.session_convene, name="session_convene"),
    path("phien-hop/<int:pk>/huy/", sessions.session_void, name="session_void"),
    path("phien-hop/<int:pk>/khai-mac/", meeting.meeting_open, name="meeting_open"),
    path("phien-hop/<int:pk>/quan-he/", meeting.relations, name="relations"),
    path("phien-hop/<int:pk>/ket-thuc/", meeting.session_conclude, name="session_conclude"),
    path("phien-hop/<int:pk>/bo-phieu/", ballots.ballot, name="ballot"),
    path("phien-hop/<int:pk>/bo-phieu/xong/", ballots.ballot_done, name="ballot_done"),
    path("phien-hop/<int:pk>/phong-hop/", room.room, name="room"),
    path("phien-hop/<int:pk>/lan/<int:poll_pk>/", polls.poll_detail, name="poll_detail"),
    path("phien-hop/<int:pk>/lan/<int:poll_pk>/mo/", polls.poll_open, name="poll_open"),
    path("phien-hop/<int:pk>/lan/<int:poll_pk>/dong/", polls.poll_close, name="poll_close"),
    path("phien-hop/<int:pk>/lan/<int:poll_pk>/kiem-phieu/", polls.poll_count, name="poll_count"),
    path("phien-hop/<int:pk>/lan/<int:poll_pk>/chot/", polls.poll_seal, name="poll_seal"),
    path("phien-hop/<int:pk>/lan/<int:poll_pk>/huy-ket-qua/", polls.poll_void, name="poll_void"),
    path("phien-hop/<int:pk>/lan/<int:poll_pk>/khong-bo-phieu/", polls.poll_drop, name="poll_drop"),
    path("phien-hop/<int:pk>/lan/<int:poll_pk>/phieu-ket-qua.json", polls.sheet, name="sheet"),
]
