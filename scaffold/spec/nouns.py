"""Plural and singular of one lower-case ASCII noun; a table first, then the regular rules."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


# singular:plural|another accepted plural. The first plural is the one we write.
_TABLE = """
a:as i:is o:oes u:us ox:oxen mouse:mice dormouse:dormice louse:lice goose:geese foot:feet
tooth:teeth die:dice|dies penny:pennies|pence passerby:passersby quiz:quizzes whiz:whizzes
fez:fezzes topaz:topazes bus:buses|busses gas:gases|gasses person:people|persons
paparazzo:paparazzi index:indexes|indices matrix:matrices|matrixes vertex:vertices|vertexes
appendix:appendices|appendixes vortex:vortices|vortexes apex:apexes|apices codex:codices
cortex:cortices|cortexes helix:helices|helixes criterion:criteria phenomenon:phenomena
automaton:automata|automatons datum:data medium:media|mediums bacterium:bacteria
curriculum:curricula|curriculums memorandum:memoranda|memorandums addendum:addenda
erratum:errata stratum:strata spectrum:spectra|spectrums symposium:symposia|symposiums
quantum:quanta ovum:ova referendum:referendums|referenda millennium:millennia|millenniums
aquarium:aquariums|aquaria stadium:stadiums|stadia maximum:maximums|maxima
minimum:minimums|minima alumnus:alumni alumna:alumnae cactus:cacti|cactuses
fungus:fungi|funguses stimulus:stimuli nucleus:nuclei radius:radii|radiuses locus:loci
syllabus:syllabuses|syllabi focus:focuses|foci bacillus:bacilli terminus:termini|terminuses
octopus:octopuses|octopi hippopotamus:hippopotamuses|hippopotami genus:genera
corpus:corpora|corpuses larva:larvae alga:algae vertebra:vertebrae nebula:nebulae|nebulas
antenna:antennas|antennae formula:formulas|formulae schema:schemas|schemata
plateau:plateaus|plateaux bureau:bureaus|bureaux tableau:tableaux|tableaus
chateau:chateaus|chateaux hero:heroes potato:potatoes tomato:tomatoes echo:echoes veto:vetoes
torpedo:torpedoes embargo:embargoes innuendo:innuendoes|innuendos dingo:dingoes
buffalo:buffaloes|buffalos zero:zeros|zeroes cargo:cargos|cargoes mango:mangoes|mangos
volcano:volcanoes|volcanos tornado:tornadoes|tornados domino:dominoes|dominos
motto:mottos|mottoes halo:halos|haloes memento:mementos|mementoes mosquito:mosquitoes|mosquitos
flamingo:flamingos|flamingoes grotto:grottoes|grottos banjo:banjos|banjoes life:lives
afterlife:afterlives elf:elves scarf:scarves|scarfs wharf:wharves|wharfs dwarf:dwarves|dwarfs
hoof:hooves|hoofs sheaf:sheaves calf:calves half:halves axis:axes praxis:praxes testis:testes
crisis:crises oasis:oases emphasis:emphases nemesis:nemeses genesis:geneses catharsis:catharses
synopsis:synopses ellipsis:ellipses neurosis:neuroses psychosis:psychoses
metamorphosis:metamorphoses symbiosis:symbioses thrombosis:thromboses sclerosis:scleroses
osmosis:osmoses mitosis:mitoses stasis:stases exegesis:exegeses
"""
# Last parts that keep their irregular plural inside a longer word: saleswoman, bookshelf, superhero.
_ENDINGS = (
    ("woman", "women"),
    ("man", "men"),
    ("person", "people"),
    ("child", "children"),
    ("wife", "wives"),
    ("knife", "knives"),
    ("shelf", "shelves"),
    ("self", "selves"),
    ("wolf", "wolves"),
    ("leaf", "leaves"),
    ("loaf", "loaves"),
    ("thief", "thieves"),
    ("hero", "heroes"),
    ("lysis", "lyses"),
    ("thesis", "theses"),
    ("gnosis", "gnoses"),
)
_NOT_MAN = _set("""
    human german roman norman shaman talisman ottoman caiman brahman walkman specimen regimen
    abdomen omen semen acumen stamen ramen cyclamen dolmen bitumen amen lumen hymen
    """)
_UNCOUNTABLE = _set("""
    advice aircraft analytics athletics baggage barracks billiards bison cash cattle chassis chess
    clothes clothing cod corps debris crossroads deer diabetes dynamics economics electricity
    electronics equipment ethics evidence feedback fish furniture genetics goods graffiti gymnastics
    headquarters homework hovercraft informatics information jeans jewelry knowledge kudos
    linguistics livestock logistics luggage mathematics means measles memorabilia merchandise
    metadata money moose music news offspring pajamas pants personnel physics police politics
    poultry progress pyjamas rabies rice robotics salmon scissors series sheep shorts shrimp
    spacecraft spaghetti species squid staff sunglasses swine thanks traffic trivia trousers trout
    tuna watercraft weather wildlife
    """)
# Singular although they end in -s (those in -ss, -us and -is need no listing).
_ENDS_IN_S = _set("""
    gas canvas atlas bias alias pancreas christmas texas kansas arkansas lens chaos cosmos thermos
    ethos pathos rhinoceros asbestos biceps triceps forceps summons yes cms sms gps dns css aws saas
    os ios macos https vps tls cors
    """)
# Singular -is that takes -ises; -sis and -xis take -ses and -xes; every other -is is a plural (apis, wikis).
_ENDS_IN_IS = tuple(
    _set("""
    iris polis pelvis mantis ibis tennis cannabis clematis penis clitoris trellis aegis itis
    chrysalis dais dermis glottis haggis hubris marquis portcullis paris davis
    """)
)
# Plurals in -xis, -sis and -us that are not singulars: taxis (not axis), menus (not bonus).
_I_U_NOUNS = _set("""
    taxi pepsi sansi quasi maxi menu guru haiku sku cpu gpu npu tpu emu tofu gnu flu tutu bayou
    caribou luau beau milieu adieu ecu kudu zebu impromptu thou you tiramisu sudoku mtu rsu psu ou
    """)
_IE_NOUNS = _set("""
    movie cookie selfie zombie calorie genie rookie hoodie brownie smoothie birdie prairie sortie
    pixie foodie newbie goalie indie junkie collie lingerie menagerie reverie veggie yuppie freebie
    doggie magpie necktie bowtie cutie auntie bookie caddie groupie hippie nightie oldie quickie
    talkie techie roadie sweetie wheelie budgie bogie coterie patisserie rotisserie boogie kiddie
    townie bourgeoisie newsie eerie aerie zootie potpie cowpie townie walkie zombie laddie lassie
    pinkie toonie loonie bootie beanie
    """)
_OE_NOUNS = _set("shoe horseshoe snowshoe toe tiptoe foe canoe hoe doe oboe roe floe aloe woe sloe throe")
_CHE_NOUNS = _set("""
    cache ache headache toothache stomachache backache heartache earache moustache mustache apache
    panache avalanche niche quiche creche psyche pastiche cliche brioche douche microfiche fiche
    tranche gouache cartouche ruche
    """)
_HARD_CH = _set("epoch stomach monarch patriarch matriarch eunuch tech loch oligarch fintech biotech mach")
_USE_NOUNS = _set("use reuse misuse fuse muse ruse excuse recluse abuse refuse hypotenuse")
_XE_NOUNS = frozenset(("axe", "pickaxe", "deluxe"))

_PLURAL: dict[str, str] = {}
_SINGULAR: dict[str, str] = {}
for _pair in _TABLE.split():
    _noun, _, _plurals = _pair.partition(":")
    _PLURAL[_noun] = _plurals.partition("|")[0]
    for _form in _plurals.split("|"):
        _SINGULAR[_form] = _noun


def plural(word: str) -> str:
    """Return the plural; a word that is one already comes back, `indices` as well as `indexes`."""
    if word in _SINGULAR:
        return word
    return _plural_of(singular(word))


def singular(word: str) -> str:
    """Return the singular; a word that is one already (`status`, `lens`, `series`) comes back."""
    if _is_uncountable(word) or word in _PLURAL or word in _NOT_MAN:
        return word
    if word in _SINGULAR:
        return _SINGULAR[word]
    for ending, plural_ending in _ENDINGS:
        if word.endswith(plural_ending):
            return word[: -len(plural_ending)] + ending
    if not word.endswith("s") or word in ("s", "os") or _is_singular_in_s(word):
        return word
    return _strip(word)


def _is_uncountable(word: str) -> bool:
    return word in _UNCOUNTABLE or word.endswith(("fish", "ware"))


def _is_singular_in_s(word: str) -> bool:
    if word in _ENDS_IN_S or word.endswith("ss"):
        return True
    if word[:-1] in _I_U_NOUNS or word.endswith("eaus"):
        return False
    return word.endswith(("us", "sis", "xis", *_ENDS_IN_IS))


def _strip(word: str) -> str:
    """Undo the regular plural of a word that ends in -s."""
    if len(word) <= 3:
        return word[:-1]
    if word.endswith("ies"):
        return word[:-1] if len(word) == 4 or word[:-1] in _IE_NOUNS else word[:-3] + "y"
    if word.endswith("oes"):
        return word[:-1] if word[:-1] in _OE_NOUNS else word[:-2]
    if word.endswith("xes"):
        return word[:-1] if word[:-1] in _XE_NOUNS else word[:-2]
    if word.endswith("ches"):
        return word[:-1] if word[:-1] in _CHE_NOUNS else word[:-2]
    if word.endswith("uses") and not word.endswith(("auses", "ouses")):
        return word[:-1] if word[:-1] in _USE_NOUNS else word[:-2]
    stem = word[:-2]
    if word.endswith(("sses", "shes", "zzes", "tzes")) or stem in _ENDS_IN_S or stem.endswith(_ENDS_IN_IS):
        return stem
    return word[:-1]


def _plural_of(word: str) -> str:
    if _is_uncountable(word):
        return word
    if word in _PLURAL:
        return _PLURAL[word]
    if word not in _NOT_MAN:
        for ending, plural_ending in _ENDINGS:
            if word.endswith(ending):
                return word[: -len(ending)] + plural_ending
    if word.endswith(("sis", "xis")):
        return word[:-2] + "es"
    if word.endswith(("s", "x", "z", "sh")) or (word.endswith("ch") and word not in _HARD_CH):
        return word + "es"
    if word.endswith("y") and (word[-2:-1] not in tuple("aeiou") or word.endswith("quy")) and len(word) > 1:
        return word[:-1] + "ies"
    return word + "s"
