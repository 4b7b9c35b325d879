#!/usr/bin/env python3
"""The notation schema and the program agree: check_notation_schema.py PROGRAM SOURCE_ROOT

As check_schema.py does for lessons: the schema has to be valid draft-07 and to accept every shipped
notation. Each notation is changed in one place after the other, a sample of all ways that there are,
and both are asked. The schema knows no formulas and no names, so what refers to others may pass
there. Of tests/bad-notations it has to refuse all but those that are listed below: these are wrong
by what they mean, and only the program can say so.
"""

import itertools
import json
import sys
import tempfile
from pathlib import Path

from check_schema import Judges, changes, check_strict, pointer
from jsonschema import Draft7Validator

EACH = 397  # of the changes: no divisor of how many there are at one place
BY_MEANING = """
    block_do_unknown block_order derivation_erratum_last derivation_erratum_none
    derivation_erratum_unknown derivation_first_without_left derivation_line_syntax
    derivation_line_unknown_name derivation_note_backwards derivation_of_unknown derivation_twice
    duplicate_key erratum_corrected_syntax erratum_operation_typo erratum_printed_name
    erratum_shape_rows erratum_shape_unknown form_last_conditional form_subscript_control
    formula_add_letter formula_arguments formula_column_arguments formula_element
    formula_indicator_open formula_indicator_relation formula_layer_of_log formula_letter
    formula_max_arguments formula_name_no_layer formula_no_index formula_no_layers formula_open
    formula_partial_arguments formula_partial_by formula_power formula_row_letter
    formula_sqrt_arguments formula_sqrt_empty formula_sqrt_layer formula_trailing
    formula_unknown_function formula_unknown_name let_equation let_later let_letter let_symbol
    let_syntax let_unknown_name long_other_target long_unknown_name loop_5 role_missing role_twice
    style_activation_conditional style_indices_symbol style_row_sum_places
""".split()


def check_bad(validator, folder, findings):
    passed = set()
    asked = 0
    for path in sorted(folder.glob("*.json")):
        try:
            notation = json.loads(path.read_text(encoding="utf-8"))
        except (ValueError, RecursionError):
            continue  # no JSON: nothing that a schema could say
        asked += 1
        if validator.is_valid(notation):
            passed.add(path.stem)
    for name in sorted(passed - set(BY_MEANING)):
        findings.append(f"{name}.json: the schema accepts a bad notation")
    for name in sorted(set(BY_MEANING) - passed):
        findings.append(f"{name}.json: the schema refuses it; take it out of the list")
    return asked


def check_changed(judges, path, notation, findings):
    asked = 0
    for what, variant, is_form in itertools.islice(changes(notation), 0, None, EACH):
        if what.endswith("/formula: null"):
            continue  # "there is no such step": whether it may be missing is known to lessons
        [(schema_accepts, program_accepts)] = judges.ask([variant])
        asked += 1
        if program_accepts and not schema_accepts:
            findings.append(f"{path.name}: {what}: the program accepts it, the schema does not")
        elif schema_accepts and not program_accepts and is_form:
            findings.append(f"{path.name}: {what}: the schema accepts it, the program does not")
    return asked


def main():
    program, root = Path(sys.argv[1]).resolve(), Path(sys.argv[2])
    schema = json.loads((root / "assets/notation.schema.json").read_text(encoding="utf-8"))
    Draft7Validator.check_schema(schema)
    findings = []
    check_strict(schema, "the schema", findings)
    asked = 0
    with tempfile.TemporaryDirectory() as folder:
        judges = Judges(program, schema, folder)
        paths = sorted((root / "assets/notations").glob("*.json"))
        paths.append(root / "assets/starter-notation.json")
        if not paths:
            findings.append("there are no shipped notations")
        for path in paths:
            notation = json.loads(path.read_text(encoding="utf-8"))
            for error in judges.validator.iter_errors(notation):
                findings.append(f"{path.name}: {pointer(error.path)}: schema: {error.message}")
            asked += check_changed(judges, path, notation, findings)
        bad = check_bad(judges.validator, root / "tests/bad-notations", findings)
    print(f"{asked} changed notations and {bad} bad ones asked")
    for finding in findings:
        print(finding)
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
