import { expect, test } from "vitest";
import * as actions from "@/app/report/actions";
import { signedInAs } from "../support/session";
import { createUser } from "../support/users";

test("generateReport refuses nobody, and says so until it is written", async () => {
  signedInAs(null);
  const refused = await actions.generateReport();
  expect(refused.error).toContain("Sign in");

  signedInAs(await createUser());
  const state = await actions.generateReport();
  expect(state.message).toBe("0 todos are due.");
});
