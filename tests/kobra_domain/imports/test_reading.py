"""A file at first sight."""

from kobra_domain.imports.formats import FileForm
from kobra_domain.imports.reading import Look


def test_the_cells_of_a_file_lie_beneath_its_headers() -> None:
    look = Look(
        form=next(iter(FileForm)),
        name="cartera.csv",
        encoding=None,
        delimiter=";",
        sheets=(),
        sheet="",
        header_line=2,
        header_rows=1,
        first_line=3,
        headers=("credito",),
        sample=((1, ("Cartera",)), (2, ("credito",)), (3, ("CR1",)), (5, ("CR2",))),
    )
    assert look.cells == [("CR1",), ("CR2",)]
