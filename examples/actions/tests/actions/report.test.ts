import { expect, test } from "vitest";
import * as actions from "@/app/report/actions";
import { formData } from "../support/forms";
import { signedInAs } from "../support/session";
import { createUser } from "../support/users";

test("generateReport refuses nobody, and says so until it is written", async () => {
  signedInAs(null);
  const refused = await actions.generateReport();
  expect(refused.error).toContain("Sign in");

  signedInAs(await createUser());
  const state = await actions.generateReport();
  // Replace this line once data.generateReport is written.
  expect(state.error).toContain("is not written yet");
});

const scheduleReportInput = {
  month: "2026-01-31",
};

test("scheduleReport refuses nobody, and says so until it is written", async () => {
  signedInAs(null);
  const refused = await actions.scheduleReport({}, formData(scheduleReportInput));
  expect(refused.error).toContain("Sign in");

  signedInAs(await createUser());
  const state = await actions.scheduleReport({}, formData(scheduleReportInput));
  // Replace this line once data.scheduleReport is written.
  expect(state.error).toContain("is not written yet");
});

test("scheduleReport refuses bad input and gives it back", async () => {
  signedInAs(await createUser());
  const bad = {
    ...scheduleReportInput,
    month: "the last day of January",
  };
  const state = await actions.scheduleReport({}, formData(bad));
  expect(state.fieldErrors).toHaveProperty("month");
  expect(state.values).toMatchObject(bad);
});
