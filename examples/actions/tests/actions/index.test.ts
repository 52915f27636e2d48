import { expect, test } from "vitest";
import * as actions from "@/app/index/actions";
import { signedInAs } from "../support/session";
import { createUser } from "../support/users";

test("rebuildIndex refuses nobody, and says so until it is written", async () => {
  signedInAs(null);
  const refused = await actions.rebuildIndex();
  expect(refused.error).toContain("Sign in");

  signedInAs(await createUser());
  const state = await actions.rebuildIndex();
  // Replace this line once data.rebuildIndex is written.
  expect(state.error).toContain("is not written yet");
});
