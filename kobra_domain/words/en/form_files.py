"""A questionnaire's own files: what is missing, what is superfluous, what cannot be sent."""

from kobra_domain.words.plural import Plural

_NO_OPENING = "phones do not open the questionnaire without it."

WORDS: dict[str, str | Plural] = {
    "file_kind.image": "Image",
    "file_kind.audio": "Sound",
    "file_kind.video": "Video",
    "file_kind.data": "Data",
    # what the form asks for
    "form.data_file_missing": "The file “{file}” is missing: " + _NO_OPENING,
    "form.data_file_missing.remedy": "Add it under Files or correct the name.",
    "form.data_file_near": "The file “{file}” is missing: there is one called “{suggestion}”.",
    "form.data_file_near.remedy": (
        "Write “{suggestion}”: to phones, capitals and small letters differ."
    ),
    "form.shown_file_missing": "The file “{file}” is missing: the question will lack it.",
    "form.shown_file_missing.remedy": "Add it under Files or correct the name.",
    "form.shown_file_near": "The file “{file}” is missing: there is one called “{suggestion}”.",
    "form.shown_file_near.remedy": (
        "Write “{suggestion}”: to phones, capitals and small letters differ."
    ),
    "form.file_by_expression": Plural(
        one="The phone computes the file's name: the only one it may be is sent.",
        other="The phone computes the file's name: all {count} that it may be are sent.",
    ),
    "form.file_by_expression.remedy": (
        "See that every file is there whose name may come out: else the question fails."
    ),
    "form.data_file_by_expression": (
        "The phone computes the name of the CSV file and there is none: it will not open."
    ),
    "form.data_file_by_expression.remedy": "Add every CSV that may come out under Files.",
    "form.shown_file_by_expression": (
        "The phone computes the file's name and there is none to send."
    ),
    "form.shown_file_by_expression.remedy": "Add those that may come out under Files.",
    "form.file_column_missing": ("The file “{file}” has no column “{column}”; it has: {columns}."),
    "form.file_column_missing.remedy": (
        "Correct the name here or add the column to the file: phones do not open the "
        "questionnaire like this."
    ),
    "form.file_other_kind": "“{file}” is not of the kind that the question shows here.",
    "form.file_other_kind.remedy": "Choose another file or put it into its own column.",
    "form.file_unused": "No question uses the file “{file}”, and every phone will get it.",
    "form.file_unused.remedy": "Remove it or name it in a question.",
    # what is wrong with a table
    "form.file_csv_not_utf8": "“{file}” is not UTF-8: accented letters will look broken.",
    "form.file_csv_not_utf8.remedy": "Save it as “CSV UTF-8” and replace it.",
    "form.file_csv_no_header": "“{file}” has no first row with the names of its columns.",
    "form.file_csv_no_header.remedy": "Add it and replace the file.",
    "form.file_csv_header_twice": "“{file}” has two columns of one name.",
    "form.file_csv_header_twice.remedy": (
        "Rename one and replace the file: phones do not open the questionnaire like this."
    ),
    "form.file_csv_header_spaces": ("Names of columns of “{file}” begin or end with a space."),
    "form.file_csv_header_spaces.remedy": (
        "Take the spaces away and replace the file: phones take them for a part of the name."
    ),
    "form.file_csv_quotes": "“{file}” has quotes that never close, or close too early.",
    "form.file_csv_quotes.remedy": "Double the quotes that stand within a text.",
    "form.file_csv_semicolons": (
        "“{file}” is divided by semicolons: pulldata() and search() expect commas."
    ),
    "form.file_csv_semicolons.remedy": "Save it divided by commas and replace it.",
    "form.file_csv_more_cells": "Rows of “{file}” have more cells than the first: they get lost.",
    "form.file_csv_more_cells.remedy": "Put texts with commas between quotes.",
    "form.file_geojson_unreadable": "“{file}” cannot be read as GeoJSON.",
    "form.file_geojson_unreadable.remedy": "Export it again and replace it.",
    "form.file_geojson_no_features": "“{file}” is no GeoJSON “FeatureCollection”.",
    "form.file_geojson_no_features.remedy": "Export it as a collection of features.",
    "form.file_geojson_nested": "Features of “{file}” have properties that are lists or objects.",
    "form.file_geojson_nested.remedy": "Keep only texts, numbers and yes or no.",
    "form.file_geojson_without_id": "Features of “{file}” lack “id” or “title”.",
    "form.file_geojson_without_id.remedy": "Add them: they are each choice's value and text.",
    "form.file_xml_unreadable": "“{file}” cannot be read as XML without declarations.",
    "form.file_xml_unreadable.remedy": "Save it as XML in UTF-8, without a DOCTYPE.",
    "form.file_xml_mixed": "“{file}” mixes text and elements within one element.",
    "form.file_xml_mixed.remedy": "Give every text an element of its own.",
    # what is not taken in
    "form_file.name_empty": "The file has no name.",
    "form_file.name_long": "The name “{name}…” has more than {limit} letters.",
    "form_file.name_letters": "The name “{name}” has letters that do not work on every phone.",
    "form_file.name_device": "Windows keeps the name “{name}” for itself.",
    "form_file.name_ours": "The server makes “{name}” for each phone: no other is sent.",
    "form_file.kind_unknown": (
        "“{name}” is no image, sound, video, CSV, GeoJSON or XML: it is not sent to phones."
    ),
    "form_file.case_twin": (
        "“{name}” and “{other}” differ in capitals alone: phones would keep one of them."
    ),
    "form_file.name_twice": "Two files are called “{name}”: only the first is taken.",
    "form_file.empty": "“{name}” is empty.",
    "form_file.too_big": "“{name}” is larger than {limit_mb} MB.",
    "form_file.too_many": "A questionnaire takes up to {limit} files.",
    "form_file.form_too_big": "The files of a questionnaire make up to {limit_mb} MB.",
    "form_file.content_other": "What “{name}” contains is not what its name says.",
    "form_file.too_many_pixels": "The image “{name}” is too large for a phone.",
    "form_file.active": "“{name}” contains instructions that would run; it is not accepted.",
    "form_file.unreadable": "“{name}” could not be read.",
    "form_file.not_here": (
        "The content of “{name}” is not on this computer: it comes when there is a connection."
    ),
    "form_file.not_there": (
        "The server lacks the content of “{name}”: the file must be added again."
    ),
    "form_file.differs": "The content of “{name}” is not the one that was noted.",
    "form_file.left_out": "Left out: {reason}",
    "convert.files_left": Plural(
        one="One file of the ZIP is left behind: with .zip as the target it goes too.",
        other="{count} files of the ZIP are left behind: with .zip as the target they go too.",
    ),
    "bundle.no_workbook": "The ZIP has no Excel workbook with the questionnaire.",
    "bundle.no_workbook.remedy": "The .xlsx goes into the ZIP beside the folder “media”.",
    "bundle.two_workbooks": "The ZIP has more than one Excel workbook: {names}.",
    "bundle.two_workbooks.remedy": "Leave one.",
    "bundle.no_folder": "The folder {folder} cannot be read.",
    "bundle.no_folder.remedy": "See that it exists and may be read.",
}
