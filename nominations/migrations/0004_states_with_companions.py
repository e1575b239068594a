from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("nominations", "0003_fill_class_and_letter")]

    operations = [
        migrations.RemoveField(
            model_name="nomination",
            name="is_direct_worker",
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "state__in",
                        [
                            "DRAFT",
                            "AWAITING_SIGN_OFF",
                            "SUBMITTED",
                            "RETURNED",
                            "ACCEPTED",
                            "APPRAISED",
                            "CONFIRMED",
                            "CLOSED",
                            "WITHDRAWN",
                            "REFUSED",
                        ],
                    )
                ),
                name="dossier_state_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", "AWAITING_SIGN_OFF"),
                        ("sign_off_asked_at__isnull", False),
                        ("sign_off_asked_by__isnull", False),
                    ),
                    models.Q(
                        models.Q(("state", "AWAITING_SIGN_OFF"), _negated=True),
                        ("sign_off_asked_at__isnull", True),
                        ("sign_off_asked_by__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="dossier_sign_off_asked",
            ),
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "DRAFT"), ("submitted_at", None), ("submitted_by", None)),
                    models.Q(
                        ("state__in", ["AWAITING_SIGN_OFF", "WITHDRAWN"]),
                        ("submitted_at__isnull", True),
                        ("submitted_by__isnull", True),
                    ),
                    models.Q(
                        models.Q(("state", "DRAFT"), _negated=True),
                        ("code__isnull", False),
                        ("submitted_at__isnull", False),
                        ("submitted_by__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="dossier_sent_by_and_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "state__in",
                            [
                                "SUBMITTED",
                                "RETURNED",
                                "REFUSED",
                                "ACCEPTED",
                                "APPRAISED",
                                "CONFIRMED",
                                "CLOSED",
                            ],
                        ),
                        _negated=True,
                    ),
                    models.Q(models.Q(("letter_no", ""), _negated=True), ("letter_on__isnull", False)),
                    _connector="OR",
                ),
                name="dossier_sent_with_letter",
            ),
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("returned_reason", ""),
                        ("returned_at__isnull", True),
                        ("returned_by__isnull", True),
                        ("returned_due_on__isnull", True),
                        models.Q(("state", "RETURNED"), _negated=True),
                    ),
                    models.Q(
                        models.Q(("returned_reason", ""), _negated=True),
                        ("returned_at__isnull", False),
                        ("returned_by__isnull", False),
                        ("returned_due_on__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="dossier_returned_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        (
                            "refused_ground__in",
                            ["NOT_ELIGIBLE", "STANDARD_NOT_MET", "INCOMPLETE", "UNLAWFUL"],
                        ),
                        ("state", "REFUSED"),
                        models.Q(("refused_reason", ""), _negated=True),
                        ("refused_at__isnull", False),
                        ("refused_by__isnull", False),
                    ),
                    models.Q(
                        models.Q(("state", "REFUSED"), _negated=True),
                        ("refused_ground", ""),
                        ("refused_reason", ""),
                        ("refused_at__isnull", True),
                        ("refused_by__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="dossier_refused_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state__in", ["ACCEPTED", "APPRAISED", "CONFIRMED", "CLOSED", "WITHDRAWN"]),
                        ("accepted_at__isnull", False),
                        ("accepted_by__isnull", False),
                        ("due_on__isnull", False),
                        ("receipt_body__isnull", False),
                        ("receipt_number__isnull", False),
                        ("receipt_year__isnull", False),
                    ),
                    models.Q(
                        models.Q(
                            ("state__in", ("ACCEPTED", "APPRAISED", "CONFIRMED", "CLOSED")), _negated=True
                        ),
                        ("accepted_at__isnull", True),
                        ("accepted_by__isnull", True),
                        ("due_on__isnull", True),
                        ("receipt_body__isnull", True),
                        ("receipt_number__isnull", True),
                        ("receipt_year__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="dossier_accepted_together",
            ),
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state__in", ["APPRAISED", "CONFIRMED", "CLOSED"]),
                        ("appraised_at__isnull", False),
                        ("appraised_by__isnull", False),
                    ),
                    ("state", "WITHDRAWN"),
                    models.Q(
                        models.Q(("state__in", ["APPRAISED", "CONFIRMED", "CLOSED"]), _negated=True),
                        ("appraised_at__isnull", True),
                        ("appraised_by__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="dossier_appraised_by_and_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state__in", ["CONFIRMED", "CLOSED"]),
                        ("confirmed_at__isnull", False),
                        ("confirmed_by__isnull", False),
                    ),
                    models.Q(
                        models.Q(("state__in", ["CONFIRMED", "CLOSED"]), _negated=True),
                        ("confirmed_at__isnull", True),
                        ("confirmed_by__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="dossier_confirmed_by_and_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("state", "CLOSED"), ("closed_at__isnull", False)),
                    models.Q(models.Q(("state", "CLOSED"), _negated=True), ("closed_at__isnull", True)),
                    _connector="OR",
                ),
                name="dossier_closed_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("state", "WITHDRAWN"),
                        models.Q(("withdrawn_reason", ""), _negated=True),
                        ("withdrawn_at__isnull", False),
                        ("withdrawn_by__isnull", False),
                    ),
                    models.Q(
                        models.Q(("state", "WITHDRAWN"), _negated=True),
                        ("withdrawn_reason", ""),
                        ("withdrawn_at__isnull", True),
                        ("withdrawn_by__isnull", True),
                    ),
                    _connector="OR",
                ),
                name="dossier_withdrawn_with_reason",
            ),
        ),
        migrations.AddConstraint(
            model_name="nomination",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "leader_class__in",
                        [
                            "",
                            "PROVINCE_LEADER",
                            "DEPARTMENT_LEADER",
                            "ENTREPRENEUR",
                            "OTHER_LEADER",
                            "DIRECT_WORKER",
                        ],
                    )
                ),
                name="nomination_class_known",
            ),
        ),
        migrations.AddConstraint(
            model_name="nomination",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("birth_date__isnull", False), ("nominee_unit", None), ("recipient", "INDIVIDUAL")
                    ),
                    models.Q(
                        models.Q(("recipient", "INDIVIDUAL"), _negated=True),
                        ("birth_date", None),
                        ("gender", ""),
                        ("leader_class", ""),
                        ("person", None),
                    ),
                    _connector="OR",
                ),
                name="nomination_person_or_collective",
            ),
        ),
        migrations.AddConstraint(
            model_name="nomination",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    (
                        "outcome__in",
                        [
                            "PROPOSED",
                            "QUALIFIED",
                            "NOT_QUALIFIED",
                            "NEEDS_JUDGEMENT",
                            "RECOMMENDED",
                            "NOT_RECOMMENDED",
                            "GRANTED",
                            "DECLINED",
                            "FORWARDED",
                            "REVOKED",
                        ],
                    )
                ),
                name="nomination_outcome",
            ),
        ),
        migrations.AddConstraint(
            model_name="nomination",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(
                        ("appraised_at", None),
                        ("appraised_by", None),
                        ("conclusion", ""),
                        ("outcome", "PROPOSED"),
                    ),
                    models.Q(
                        models.Q(("outcome", "PROPOSED"), _negated=True),
                        models.Q(("conclusion", ""), _negated=True),
                        ("appraised_at__isnull", False),
                        ("appraised_by__isnull", False),
                        ("outcome_at__isnull", False),
                    ),
                    _connector="OR",
                ),
                name="nomination_appraised_by_and_at",
            ),
        ),
        migrations.AddConstraint(
            model_name="nomination",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("conclusion__in", ["NEEDS_JUDGEMENT", "NOT_QUALIFIED"]), _negated=True),
                    models.Q(("appraisal_reason", ""), _negated=True),
                    _connector="OR",
                ),
                name="nomination_appraised_with_reason",
            ),
        ),
    ]
