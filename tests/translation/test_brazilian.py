"""Portuguese in the forms that the model into English knows."""

from __future__ import annotations

import pytest

from pipeline.translation.brazilian import as_pt_en_reads, catalan_as_pt_en_reads


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Não mudá-lo-ia por nada.", "Não o mudaria por nada."),
        ("Eu não far-lo-ia.", "Eu não o faria."),
        ("Sem vocês não tê-lo-íamos conseguido.", "Sem vocês não o teríamos conseguido."),
        ("De quem é este horto?", "De quem é esta horta?"),
        ("Os meninos do bairro.", "As crianças do bairro."),
        ("Eu teria de ter telefonado antes.", "Eu deveria ter telefonado antes."),
        ("Ontem eu fiz sessenta anos.", "Ontem eu completei sessenta anos."),
        ("Diga-me que passou.", "Diga-me o que aconteceu."),
        ("Não me fica nem um centavo.", "Não me resta nem um centavo."),
    ],
)
def test_what_the_model_has_hardly_seen(text: str, wanted: str) -> None:
    assert as_pt_en_reads(text) == wanted


@pytest.mark.parametrize(
    "text",
    ["O menino do bairro.", "O trem que passou por aqui.", "Eu fiz um bolo.", "Ele me fica bem.", "Eu o vi ontem."],
)
def test_what_it_reads_well_stays(text: str) -> None:
    assert as_pt_en_reads(text) == text


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("Nós ajudámos as famílias.", "A gente ajudou as famílias."),
        ("Nós ajudamos as famílias.", "A gente ajuda as famílias."),
        ("Quando nós nos levantamos, já é tarde.", "Quando a gente se levanta, já é tarde."),
        ("Nós vendeu o carro.", "A gente vendeu o carro."),
        ("Hoje nós recebemos e nós nos sentimos bem.", "Hoje a gente recebe e a gente se sente bem."),
        ("Nós comecemos, nós faremos, nós saíamos.",) * 2,
        ("Nós vamos à horta.", "Nós vamos à horta."),
        ("Nós estamos bem.", "Nós estamos bem."),
        ("Nós jogávamos na rua.", "Nós jogávamos na rua."),
        ("Nós tínhamos medo.", "Nós tínhamos medo."),
    ],
)
def test_we_did_and_we_do(text: str, wanted: str) -> None:
    assert catalan_as_pt_en_reads(text) == wanted
