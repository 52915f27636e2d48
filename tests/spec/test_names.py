"""Noun: every spelling from one noun, both directions of the plural, and clear refusals."""

from __future__ import annotations

import re
import subprocess
import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scaffold.errors import ScaffoldError, UsageError
from scaffold.spec import names, nouns, reserved
from scaffold.spec.words import kebab, snake, title
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


@pytest.mark.parametrize(
    "raw", ["BlogPost", "blogPosts", "blog-post", "blog_posts", "BLOG_POSTS", "Blog-Post"]
)
def test_any_casing_gives_the_same_names(raw: str) -> None:
    noun = names.resource_names(raw)
    assert noun == names.Noun("blog-posts", "blog-post")
    assert (noun.camel, noun.singular_camel) == ("blogPosts", "blogPost")
    assert (noun.pascal, noun.singular_pascal) == ("BlogPosts", "BlogPost")
    assert (noun.snake, noun.singular_snake) == ("blog_posts", "blog_post")
    assert (noun.title, noun.singular_title) == ("Blog posts", "Blog post")
    assert (noun.lower, noun.singular_lower) == ("blog posts", "blog post")


@pytest.mark.parametrize(
    ("raw", "key", "title"),
    [
        ("URLs", "urls", "URLs"),
        ("APIClients", "api-clients", "API clients"),
        ("userIDs", "user-ids", "User IDs"),
        ("HTMLPages", "html-pages", "HTML pages"),
        ("OAuthClient", "oauth-clients", "Oauth clients"),
        ("md5Hash", "md5-hashes", "Md5 hashes"),
        ("area-51", "area51s", "Area51s"),
        ("XRayImage", "x-ray-images", "X ray images"),
    ],
)
def test_acronyms_and_digits_stay_together(raw: str, key: str, title: str) -> None:
    assert names.resource_names(raw).key == key
    assert names.resource_names(raw).title == title


def test_a_singular_that_is_given_wins() -> None:
    assert names.resource_names("axes", "axe") == names.Noun("axes", "axe")
    assert names.resource_names("pages", "site-page") == names.Noun("pages", "site-page")
    assert names.resource_names("basis", "basis") == names.Noun("bases", "basis")


REFUSED = words(
    """
    page pages layout route loading error not-found template default proxy middleware
    instrumentation icon favicon robots sitemap manifest opengraph-image globalError api sign-in
    signIn sign-up sign-out api-keys apiKey auth webhook webhooks webhook-events hello public
    actions next auth-users class case new package enum date request response promise object array
    string number boolean map set symbol function record partial caller formData metadata id headers
    params db z x
    """
)


@pytest.mark.parametrize("raw", REFUSED)
def test_a_taken_name_is_refused_with_one_that_works(raw: str) -> None:
    with pytest.raises(UsageError) as caught:
        names.resource_names(raw)
    assert caught.value.exit_code == 2
    assert raw in caught.value.what
    for offer in re.findall(r"`([^`]*)`", caught.value.hint or ""):
        plural, _, singular = offer.partition(" --singular ")
        names.resource_names(plural, singular or None)


@pytest.mark.parametrize(
    "raw", ["users", "sessions", "accounts", "doors", "links", "settings", "cookies", "processes"]
)
def test_an_ordinary_name_is_allowed(raw: str) -> None:
    assert names.resource_names(raw).key == raw


MALFORMED = ["", " ", "../etc", "a/b", "a\\b", "a.b", "café", "😀", "3d-models", "_next", "-x", "todos;drop"]
MALFORMED += ["todo list", "a\nb", "a\0b", "todos\n", "\udcff", "`x`", "$x", "a'b", "a" * 41, "a" * 5000]
# The last three look like ASCII: a Cyrillic a, full-width letters, an Arabic digit.
MALFORMED += ["--help", "\u0430", "\uff54\uff4f\uff44\uff4f", "a\u0661"]


@pytest.mark.parametrize("raw", MALFORMED)
@pytest.mark.parametrize("make", [names.resource_names, names.action_name, names.field_name])
def test_what_is_not_a_name_is_refused(make, raw: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(UsageError) as caught:
        make(raw)
    message = f"{caught.value.what} {caught.value.hint}"
    assert caught.value.hint
    assert "\n" not in message and message.isprintable() and len(message) < 250


def test_the_reason_and_the_way_out_are_said() -> None:
    with pytest.raises(UsageError, match=r"`page` is a file name Next\.js gives a meaning") as caught:
        names.resource_names("page")
    assert caught.value.hint == "try `site-pages`, or keep the URL with `pages --singular site-page`"
    with pytest.raises(UsageError, match="no spaces") as caught:
        names.resource_names("user profile")
    assert caught.value.hint == "try `user-profiles`"
    with pytest.raises(UsageError) as caught:
        names.resource_names("café")
    assert caught.value.hint == "try `cafes`"


@pytest.mark.parametrize(
    ("raw", "camel", "verb", "noun", "title"),
    [
        ("createTodo", "createTodo", "create", "todo", "Create todo"),
        ("CreateTodo", "createTodo", "create", "todo", "Create todo"),
        ("delete-from-cart", "deleteFromCart", "delete", "cart", "Delete from cart"),
        ("add_to_cart", "addToCart", "add", "cart", "Add to cart"),
        ("updateUserSettings", "updateUserSettings", "update", "user-settings", "Update user settings"),
        ("exportPDFs", "exportPdfs", "export", "pdfs", "Export PDFs"),
    ],
)
def test_an_action_is_a_verb_and_a_noun(raw: str, camel: str, verb: str, noun: str, title: str) -> None:
    action = names.action_name(raw)
    assert (action.camel, action.verb, action.noun, action.title) == (camel, verb, noun, title)
    assert action.pascal == camel[0].upper() + camel[1:]
    assert names.action_name(action.kebab) == action


@pytest.mark.parametrize(
    ("raw", "hint"),
    [("archive", "archiveTodo"), ("addTo", "addToTodo"), ("redirect", "redirectTodo"), ("auth", "authTodo")],
)
def test_an_action_without_a_noun_is_refused(raw: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        names.action_name(raw)
    assert hint in (caught.value.hint or "")


@pytest.mark.parametrize(
    "raw", ["revalidatePath", "revalidate-tag", "formData", "notFound", "useActionState"]
)
def test_an_action_that_would_hide_an_import_is_refused(raw: str) -> None:
    with pytest.raises(UsageError, match="uses"):
        names.action_name(raw)


@pytest.mark.parametrize(
    ("raw", "camel", "column", "label"),
    [
        ("dueDate", "dueDate", "due_date", "Due date"),
        ("due_date", "dueDate", "due_date", "Due date"),
        ("imageURL", "imageUrl", "image_url", "Image URL"),
        ("x", "x", "x", "X"),
    ],
)
def test_a_field_has_one_spelling(raw: str, camel: str, column: str, label: str) -> None:
    assert names.field_name(raw) == camel
    assert (snake(camel), title(camel)) == (column, label)


FIELDS = words(
    """
    id ID owner_id ownerId userId createdAt updatedAt constructor prototype toString valueOf then
    class default public xmin ctid nodeName reset parent-node __proto__ hasOwnProperty
    """
)


@pytest.mark.parametrize("raw", FIELDS)
def test_a_field_the_app_or_javascript_has_is_refused(raw: str) -> None:
    with pytest.raises(UsageError) as caught:
        names.field_name(raw)
    offer = re.search(r"`([^`]*)`", caught.value.hint or "")
    assert offer and names.field_name(offer[1])


@pytest.mark.parametrize("raw", ["myapp", "my-app", "my_app2", "my.app", "a"])
def test_an_app_name_npm_takes_is_allowed(raw: str) -> None:
    assert names.app_name(raw) == raw


@pytest.mark.parametrize(
    ("raw", "hint"),
    [
        ("MyApp", "myapp"),
        ("my app", "my-app"),
        ("./shop", "shop"),
        ("next", "next-app"),
        ("http", "http-app"),
        ("café", "cafe"),
        ("-x", "x"),
        ("a..b", "a-b"),
        ("", "myapp"),
        ("..", "app"),
        ("con", "con-app"),
        ("/", "app"),
        ("a" * 300, "a" * 100),
        ("x\n", "x"),
    ],
)
def test_another_app_name_is_refused_with_one_that_works(raw: str, hint: str) -> None:
    with pytest.raises(UsageError) as caught:
        names.app_name(raw)
    assert caught.value.hint == f"scaffold new {hint}"
    names.app_name(hint)


@given(st.from_regex(r"[A-Za-z][A-Za-z0-9_-]{0,30}", fullmatch=True))
def test_names_survive_being_written_and_read(raw: str) -> None:
    try:
        noun = names.resource_names(raw)
    except UsageError as refusal:
        assert refusal.hint
    else:
        assert names.resource_names(noun.key, noun.singular_key) == noun
        assert names.resource_key(noun.camel) == noun.key
        for identifier in (noun.camel, noun.singular_camel):
            assert re.fullmatch(r"[a-z][A-Za-z0-9]*", identifier) and identifier not in reserved.JS_WORDS
        assert noun.singular_pascal not in reserved.GLOBAL_TYPES
        assert re.fullmatch(r"[a-z][a-z0-9]*(_[a-z][a-z0-9]*)*", noun.snake) and len(noun.snake) <= 40
        assert not noun.snake.startswith("auth_")


@given(st.from_regex(r"[A-Za-z][A-Za-z0-9_-]{0,30}", fullmatch=True))
def test_fields_and_actions_survive_being_read_again(raw: str) -> None:
    for make in (names.field_name, lambda text: names.action_name(text).camel):
        try:
            camel = make(raw)
        except UsageError:
            continue
        assert make(camel) == camel
        assert make(kebab(camel)) == camel


@given(st.text(max_size=60))
def test_any_text_is_a_name_or_a_refusal(raw: str) -> None:
    for make in (names.resource_names, names.action_name, names.field_name, names.app_name):
        try:
            make(raw)
        except ScaffoldError as refusal:
            assert refusal.what.isprintable() and (refusal.hint or "").isprintable()


@pytest.mark.parametrize("pair", PAIRS)
def test_plural_is_idempotent(pair: str) -> None:
    one = pair.partition("/")[0]
    assert nouns.plural(nouns.plural(one)) == nouns.plural(one)


def test_names_import_nothing_heavy() -> None:
    code = "import sys, scaffold.spec.edit; print(*sys.modules)"
    python = [sys.executable, "-c", code]
    loaded = subprocess.run(python, capture_output=True, text=True, check=True).stdout.split()
    heavy = {
        "inflect",
        "inflection",
        "tomlkit",
        "rich",
        "jinja2",
        "difflib",
        "asyncio",
        "json",
        "tomllib",
        "datetime",
    }
    assert not heavy & set(loaded)


def test_the_nearest_word_is_offered_and_no_other() -> None:
    assert names.nearest("strip", ("stripe", "github")) == "stripe"
    assert names.nearest("paypal", ("stripe", "github")) is None
    assert names.nearest("x", ()) is None
