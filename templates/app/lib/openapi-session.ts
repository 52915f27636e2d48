import "server-only";

import type { Operation, Path } from "@/lib/openapi";
import { json, problems, ref, type Schema, schemaOf } from "@/lib/openapi-schemas";
import { refreshInput, signInInput, signUpInput } from "@/lib/session-sign-in";

// What the document of the API says of signing in over JSON, for a frontend elsewhere.

export const SESSION_TAG = {
  name: "Session",
  description:
    "How people sign in from elsewhere. An access token opens what the person may do, for as many seconds as `expiresIn` says; a refresh token gets the next two, once: sent again, it ends the session.",
};

export const SESSION_SCHEME = {
  type: "http",
  scheme: "bearer",
  description: "The access token of a session: it may do all that its person may.",
};

const text = { type: "string" };
const tokens = {
  accessToken: { type: "string", pattern: "^at_[\\w-]{43}$" },
  tokenType: { const: "Bearer" },
  expiresIn: { type: "integer", description: "For how many seconds the access token works." },
  refreshToken: { type: "string", pattern: "^rt_[\\w-]{43}$" },
};
const owned = { user: ref("SessionUser") };

export const SESSION_SCHEMAS = {
  SessionSignUp: schemaOf(signUpInput),
  SessionSignIn: schemaOf(signInInput),
  SessionRefresh: schemaOf(refreshInput),
  SessionUser: whole({ id: text, name: text, email: text }),
  SessionOwner: whole(owned),
  SessionPending: whole({ email: text }),
  SessionTokens: whole(tokens),
  Session: whole({ ...tokens, ...owned }),
};

function whole(properties: Record<string, Schema>): Schema {
  return { type: "object", properties, required: Object.keys(properties) };
}

const [name, email, password] = ["Ann", "ann@example.com", "four words of mine"];
const user = { id: "q3Z9fJxT0aVwYbLmRk5N2sHc", name, email };
const issued = {
  accessToken: `at_${"x".repeat(43)}`,
  tokenType: "Bearer",
  expiresIn: 600,
  refreshToken: `rt_${"x".repeat(43)}`,
};

// Where the refresh token of an answer goes.
const links = {
  refreshSession: {
    operationId: "refreshSession",
    requestBody: { refreshToken: "$response.body#/refreshToken" },
  },
};
const begun = {
  description: "The tokens of a new session.",
  content: json(ref("Session"), { ...issued, user }),
  links,
};

export const SESSION_PATHS: Record<string, Path> = {
  "/api/session": {
    get: {
      ...about("readSession", "Whose session it is", "With an access token."),
      security: [{ accessToken: [] }],
      responses: {
        200: { description: "Who has signed in.", content: json(ref("SessionOwner"), { user }) },
        ...problems(401, 406, 429, 500, 503),
      },
    },
    post: {
      ...about("signIn", "Sign in", "With the password of an account. Wrong ones are limited."),
      security: [],
      requestBody: body("SessionSignIn", { email, password }),
      responses: {
        201: begun,
        ...problems(400, 401, 403, 406, 413, 415, 422, 429, 500, 503),
      },
    },
    delete: {
      ...about("signOut", "Sign out", "Ends the session, and all its tokens with it."),
      ...ending(),
    },
  },
  "/api/session/sign-up": {
    post: {
      ...about(
        "signUp",
        "Make an account",
        "And sign in with it. A password is none that everybody tries, and not about its owner.",
      ),
      security: [],
      requestBody: body("SessionSignUp", { name, email, password }),
      responses: {
        201: begun,
        202: {
          description:
            "The address is to be confirmed first, by a mail: where the app sends any. Signing in works then.",
          content: json(ref("SessionPending"), { email }),
        },
        ...problems(400, 406, 409, 413, 415, 422, 429, 500, 503),
      },
    },
  },
  "/api/session/refresh": {
    post: {
      ...about("refreshSession", "Get the next tokens", "With a refresh token, which works once."),
      security: [],
      requestBody: body("SessionRefresh", { refreshToken: issued.refreshToken }),
      responses: {
        200: {
          description: "The next tokens.",
          content: json(ref("SessionTokens"), issued),
          links,
        },
        ...problems(400, 401, 406, 413, 415, 422, 429, 500, 503),
      },
    },
  },
  "/api/sessions": {
    delete: {
      ...about("signOutEverywhere", "Sign out everywhere", "Ends all sessions of this person."),
      ...ending(),
    },
  },
};

function about(operationId: string, summary: string, description: string) {
  return { operationId, summary, description, tags: [SESSION_TAG.name] };
}

function body(name: string, example: object): Operation["requestBody"] {
  return { required: true, content: json(ref(name), example) };
}

function ending() {
  return {
    security: [{ accessToken: [] }],
    responses: { 204: { description: "It is over." }, ...problems(401, 406, 429, 500, 503) },
  };
}
