from tests.architecture.incident_fields import PAGE, page


def test_the_page_of_fields_is_in_step() -> None:
    """The page that lists what each kind of incident asks for says what the data says."""
    assert PAGE.read_text("utf-8") == page(), "run python -m tests.architecture.incident_fields"
