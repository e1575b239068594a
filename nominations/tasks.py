"""Later work on dossiers: files that wait for the virus scanner."""

from core import files, jobs, scan
from core.audit import SYSTEM
from nominations import actions
from nominations.actions.evidence import SCAN_JOB
from nominations.models import Evidence, Scan


@jobs.job(SCAN_JOB)
def scan_evidence(run: jobs.Run):
    """Check a file again whose virus scanner did not answer; while it stays silent the job is put back."""
    evidence = Evidence.objects.select_related("file").get(pk=run.payload["evidence"])
    if evidence.scan == Scan.CLEAN or evidence.removed_at:
        return None
    report = scan.check(files.path_of(evidence.file.key), evidence.file.name)
    if report.verdict == scan.PENDING:
        raise OSError("the virus scanner does not answer")

    def deliver() -> None:
        actions.mark_scanned(evidence.pk, report.verdict, by=SYSTEM)

    return deliver
