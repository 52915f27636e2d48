"""Noun that JavaScript, Next.js, Postgres or the generated app keep for themselves, each with the reason."""

from __future__ import annotations


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


JS_WORDS = _set("""
    arguments await break case catch class const continue debugger default delete do else enum eval
    export extends false finally for function if implements import in instanceof interface let new
    null package private protected public return static super switch this throw true try typeof
    undefined var void while with yield
    """)
# Files that Next.js looks for by name anywhere under app/ or at the project root.
NEXT_FILES = _set("""
    page layout route loading error global-error not-found global-not-found template default
    forbidden unauthorized proxy middleware instrumentation instrumentation-client icon apple-icon
    favicon robots sitemap manifest opengraph-image twitter-image mdx-components
    """)
# Types the generated code uses by their global name, in the spelling PascalCase gives them.
GLOBAL_TYPES = _set("""
    Array Awaited BigInt Boolean Caller Date Error Exclude Extract FormData Function Infinity Intl
    Iterable Map Math Metadata NonNullable Number Object Omit Parameters Partial Pick Promise Proxy
    Readonly Record Reflect RegExp Request Required Response ReturnType Set String Symbol WeakMap
    WeakSet NextRequest NextResponse PageProps LayoutProps RouteContext React Buffer
    """)
# Values the generated modules import or take as parameters.
IMPORTED = _set("auth console db eq globalThis headers id params props redirect require sql z")
# Constants and types that a resource's own modules have already: its table and its type get another name.
LOCALS = _set("""
    after allowOnly and asked authUsers beginning boolean caller columns data date db desc discard
    doublePrecision eq filters found handler id ids idsOf inArray index input integer isStill json jsonb last
    later limit matching mayChange mayRead naming numeric offered once or order ownedBy page patch pgTable
    query readPage referrers row rows search searched sql stored table targets text time timestamp toPage uuid
    versions where
    """)
TYPES = _set("""
    CheckboxField Chosen DateTimeField FormMessage FormState InputField NotWrittenYet Page PageRequest Props
    ReferenceField Referrer SelectField SubmitButton TextareaField Forbidden RoleOnly
    AggregateError ArrayBuffer Atomics BigInt64Array BigUint64Array DataView EvalError
    FinalizationRegistry Float16Array Float32Array Float64Array Int16Array Int32Array Int8Array
    Iterator RangeError ReferenceError SharedArrayBuffer SyntaxError TypeError Uint16Array
    Uint32Array Uint8Array Uint8ClampedArray WeakRef
    """)
# Schemas that the document of an API has already, whatever its resources are.
SCHEMAS = _set("""
    Json Problem Sort Session SessionOwner SessionRefresh SessionSignIn SessionSignUp SessionTokens
    SessionUser
    """)
# URL segments, folders and tables of the generated app.
TAKEN = {
    "account": "the app has a page there",
    "api": "the app's Route Handlers live under /api",
    "api-keys": "the app keeps its API keys there",
    "auth": "signing in lives at /api/auth",
    "confirm-email": "the app has a page there",
    "deleted-records": "the app has a table of that name",
    "doors": "the app lists its doors there",
    "forgot-password": "the app has a page there",
    "health": "/api/health says whether the app is well",
    "hello": "/api/hello is the open example",
    "reset-password": "the app has a page there",
    "sign-in": "the app has a page there",
    "sign-up": "the app has a page there",
    "sign-out": "the app signs people out there",
    "webhooks": "webhooks arrive under /api/webhooks",
    "webhook-events": "the app has a table of that name",
    "actions": "actions without a resource live there",
    "public": "Next.js serves the files in public/ itself",
    "next": "Next.js keeps /_next for itself",
}
# Those where an action without a resource cannot have its page either.
PAGES = (
    *("account", "api", "api-keys", "confirm-email", "doors", "forgot-password", "reset-password"),
    *("sign-in", "sign-up"),
)
# Better names for refused resources that people do mean.
INSTEAD = {
    "account": "accounts",
    "api": "api-clients",
    "auth": "logins",
    "case": "support-cases",
    "class": "school-classes",
    "default": "preset-values",
    "error": "error-reports",
    "export": "data-exports",
    "import": "data-imports",
    "interface": "network-interfaces",
    "map": "floor-maps",
    "package": "parcels",
    "page": "site-pages",
    "record": "health-records",
    "request": "help-requests",
    "response": "survey-responses",
    "return": "order-returns",
    "route": "bus-routes",
    "set": "card-sets",
    "template": "mail-templates",
}

FIELDS = {
    "id": "every resource has one already",
    "ownerId": "the app writes it itself, from who is signed in",
    "userId": "the app writes the owner itself; a client may never say who it is",
    "createdAt": "every resource has one already",
    "updatedAt": "every resource has one already",
    # An object with a `then` is a promise to `await`.
    "then": "JavaScript would take the record for a promise",
    **dict.fromkeys(
        _set("""
    constructor prototype proto toString toLocaleString valueOf hasOwnProperty isPrototypeOf
    propertyIsEnumerable
    """),
        "every JavaScript object has one already",
    ),
    **dict.fromkeys(_set("tableoid xmin xmax cmin cmax ctid"), "Postgres has a system column of that name"),
    # A form control's name hides the form's own property; React calls these ones.
    **dict.fromkeys(
        _set("""
    addEventListener appendChild childNodes firstChild getAttribute hasAttribute insertBefore
    lastChild nextSibling nodeName nodeType nodeValue ownerDocument parentNode previousSibling
    removeAttribute removeChild removeEventListener requestSubmit reset setAttribute submit tagName
    textContent
    """),
        "an input of that name would hide a property of the form that React uses",
    ),
}

ACTIONS = _set("""
    formAction formData formValues parseForm parseId callerOf ownedBy pageRequest signInPage toPage inArray
    answersForm isStill keptForms parseEdit postRedirectGet shownIn signInFirst typedInto
    mayChange mayRead cacheLife cacheTag notFound permanentRedirect prevState previousState redirect refresh
    revalidatePath revalidateTag startTransition unstableRethrow useActionState useFormStatus
    useOptimistic useState useTransition hasRole requireRole withRole
    """)
# An action named like this only reads, and a Server Component reads through the data layer.
READING_VERBS = _set("get list read fetch find query search count")
PREPOSITIONS = _set("from to in into of for on with")

# Noun npm refuses for a new package, or that would hide what the app depends on.
PACKAGES = _set("""
    node_modules favicon.ico next react react-dom zod drizzle-orm drizzle-kit better-auth typescript
    vitest pg server-only scaffold assert async_hooks buffer child_process cluster console constants
    crypto dgram diagnostics_channel dns domain events fs http http2 https inspector module net os
    path perf_hooks process punycode querystring readline repl stream string_decoder sys timers tls
    trace_events tty url util v8 vm wasi worker_threads zlib con prn aux nul
    """)
ACRONYMS = _set("""
    ai api cms cpu crm css csv dns erp faq gpu gps html http https iban id ip isbn iso jpg json kpi
    pdf png pos qr sdk seo sku sla sms sql svg ui uri url uuid vat vip vpn xml yaml
    """)
