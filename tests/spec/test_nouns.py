"""Plural and singular of a noun, in both directions, whichever of them was typed."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from scaffold.spec import names, nouns
from strategies import words

PAIRS = words(
    """
    person/people child/children mouse/mice goose/geese man/men woman/women ox/oxen
    criterion/criteria phenomenon/phenomena index/indexes matrix/matrices analysis/analyses
    crisis/crises thesis/theses datum/data medium/media alumnus/alumni cactus/cacti fungus/fungi
    leaf/leaves knife/knives wolf/wolves hero/heroes potato/potatoes tomato/tomatoes echo/echoes
    photo/photos piano/pianos todo/todos video/videos quiz/quizzes bus/buses status/statuses
    address/addresses process/processes class/classes box/boxes church/churches dish/dishes
    category/categories day/days setting/settings movie/movies cookie/cookies database/databases
    house/houses cache/caches size/sizes use/uses course/courses expense/expenses license/licenses
    invoice/invoices hypothesis/hypotheses axis/axes appendix/appendices vertex/vertices
    schema/schemas bonus/bonuses virus/viruses campus/campuses corpus/corpora octopus/octopuses
    lens/lenses gas/gases canvas/canvases atlas/atlases bias/biases menu/menus shoe/shoes toe/toes
    foe/foes move/moves wave/waves curve/curves cave/caves selfie/selfies zombie/zombies tie/ties
    pie/pies cafe/cafes human/humans german/germans salesperson/salespeople bookshelf/bookshelves
    superhero/superheroes purchase/purchases release/releases response/responses cause/causes
    clause/clauses warehouse/warehouses excuse/excuses api/apis url/urls id/ids sku/skus wiki/wikis
    taxi/taxis batch/batches branch/branches match/matches headache/headaches epoch/epochs tax/taxes
    suffix/suffixes prize/prizes waltz/waltzes buzz/buzzes olive/olives archive/archives
    drive/drives glove/gloves belief/beliefs chief/chiefs roof/roofs proof/proofs topic/topics
    metric/metrics statistic/statistics key/keys survey/surveys company/companies story/stories
    soliloquy/soliloquies cliff/cliffs giraffe/giraffes diagnosis/diagnoses synopsis/synopses
    iris/irises nurse/nurses rose/roses nose/noses dose/doses vase/vases phase/phases
    exercise/exercises enterprise/enterprises promise/promises edge/edges image/images page/pages
    cheese/cheeses eclipse/eclipses census/censuses radius/radii alias/aliases business/businesses
    boss/bosses policy/policies toy/toys essay/essays play/plays journey/journeys tooth/teeth
    foot/feet life/lives wife/wives half/halves shelf/shelves thief/thieves loaf/loaves
    studio/studios memo/memos logo/logos portfolio/portfolios zero/zeros mango/mangoes
    bacterium/bacteria stadium/stadiums forum/forums album/albums museum/museums specimen/specimens
    mongoose/mongooses blouse/blouses spouse/spouses plateau/plateaus tableau/tableaux
    avalanche/avalanches niche/niches stomach/stomachs quote/quotes note/notes area/areas idea/ideas
    camera/cameras quota/quotas agenda/agendas opera/operas persona/personas base/bases lease/leases
    zoo/zoos kangaroo/kangaroos pulse/pulses universe/universes purse/purses sense/senses
    corpse/corpses noise/noises cruise/cruises franchise/franchises disease/diseases
    showcase/showcases device/devices office/offices choice/choices resource/resources
    apparatus/apparatuses walrus/walruses surplus/surpluses genius/geniuses
    """
)


UNCOUNTABLE = words(
    """
    news series species sheep fish equipment information money rice deer aircraft staff feedback
    analytics
    """
)


@pytest.mark.parametrize("pair", PAIRS)
def test_plural_and_singular_undo_each_other(pair: str) -> None:
    one, many = pair.split("/")
    assert (nouns.plural(one), nouns.plural(many)) == (many, many)
    assert (nouns.singular(one), nouns.singular(many)) == (one, one)


@pytest.mark.parametrize("word", UNCOUNTABLE)
def test_an_uncountable_noun_is_its_own_plural(word: str) -> None:
    assert nouns.plural(word) == word == nouns.singular(word)
    assert names.resource_names(word) == names.Noun(word, word)


@pytest.mark.parametrize(
    ("other", "one"), [("indices", "index"), ("schemata", "schema"), ("persons", "person"), ("foci", "focus")]
)
def test_a_second_plural_is_kept_as_typed(other: str, one: str) -> None:
    assert names.resource_names(other) == names.Noun(other, one)


@pytest.mark.parametrize(
    ("wrong", "right"), [("mouses", "mice"), ("childs", "children"), ("informations", "information")]
)
def test_a_wrong_plural_is_corrected(wrong: str, right: str) -> None:
    assert names.resource_names(wrong).key == right


@pytest.mark.parametrize("pair", PAIRS)
def test_plural_is_idempotent(pair: str) -> None:
    one = pair.partition("/")[0]
    assert nouns.plural(nouns.plural(one)) == nouns.plural(one)


TYPED = st.from_regex(r"[a-z]{1,12}(s|es|ies|ss|us|is|x|y|ch)?", fullmatch=True)


@given(TYPED)
def test_a_singular_stays_what_it_is(word: str) -> None:
    one = nouns.singular(word)
    assert nouns.singular(one) == one


@given(TYPED)
def test_the_plural_is_the_same_whichever_of_both_was_typed(word: str) -> None:
    # A second plural, `dies` beside `dice`, is kept; the plural of a plural, `mens`, is no word.
    assume(word not in nouns._SINGULAR and nouns.singular(word) not in nouns._SINGULAR)
    assert nouns.plural(nouns.singular(word)) == nouns.plural(word)


def test_every_noun_of_the_table_comes_back_from_each_of_its_plurals() -> None:
    for pair in nouns._TABLE.split():
        one, _, plurals = pair.partition(":")
        first, *others = plurals.split("|")
        assert nouns.plural(one) == nouns.plural(first) == first
        for many in (first, *others):
            assert (nouns.singular(many), nouns.plural(many)) == (one, many)


@pytest.mark.parametrize("word", ["as", "is", "us", "os", "gas", "bus", "id", "ios", "dns", "tie"])
def test_the_shortest_nouns_come_back_from_their_plurals(word: str) -> None:
    assert nouns.singular(nouns.plural(word)) == nouns.singular(word)
