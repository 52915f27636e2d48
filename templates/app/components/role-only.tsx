import type { ReactNode } from "react";
import { answersForm } from "@/lib/answer";
import { auth } from "@/lib/auth";
import type { Role } from "@/lib/role-names";
import { withRole } from "@/lib/roles";

/** Forms for those who have a role. Whoever has just sent one keeps what they typed. The guard is in its action. */
export async function RoleOnly({ takes, children }: { takes: Role; children: ReactNode }) {
  const isShown = withRole(await auth(), takes) !== null || (await answersForm());
  return isShown && children;
}
