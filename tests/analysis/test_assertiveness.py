from __future__ import annotations

import subprocess
import sys

import pytest

import hedge
from hedge.analysis import Pipeline, render_text

SURE = "The bridge is unsafe. The city must close it now, and everyone knows why."
UNSURE = "I wonder if the bridge might be unsafe. Perhaps the city could close it, but I'm not sure."


def test_documents_say_how_assertive_they_are(nlp: Pipeline) -> None:
    sure, empty, unsure = nlp.pipe([SURE, "...", UNSURE], batch_size=2)
    assert sure.assertiveness is not None
    assert unsure.assertiveness is not None
    assert sure.assertiveness > unsure.assertiveness
    assert sure.to_dict()["assertiveness"] == round(sure.assertiveness, 4)
    assert empty.assertiveness is empty.to_dict()["assertiveness"] is None
    assert render_text(sure).splitlines()[0].endswith(f", assertiveness {sure.assertiveness:.1f}")
    # Neither the batch nor the way in matters.
    assert nlp(SURE).assertiveness == sure.assertiveness
    assert hedge.AssertivenessRegressor.pretrained().predict([SURE])[0] == pytest.approx(sure.assertiveness, abs=1e-12)


def test_scikit_learn_is_not_needed() -> None:
    code = (
        "import sys; from hedge.scoring.passages import assertiveness as one; "
        "one.rate_assertiveness('It may rain.', one.load_assertiveness_model()); sys.exit('sklearn' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, timeout=120).returncode == 0
