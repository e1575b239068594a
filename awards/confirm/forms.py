"""The document in which the province says how a rule is, as typed."""

from django import forms

from core.text import nfc


class DocumentForm(forms.Form):
    """Number and date; what is missing or wrong is told by the rules."""

    document_no = forms.CharField(required=False)
    document_on = forms.DateField(required=False)

    def values(self) -> dict:
        """Return what the deed takes; a date that is none is not there."""
        self.is_valid()
        return {
            "document_no": nfc(self.cleaned_data.get("document_no", "")),
            "document_on": self.cleaned_data.get("document_on"),
        }
