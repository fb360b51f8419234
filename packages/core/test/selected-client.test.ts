import { expectTypeOf, test } from "vitest";
import type { SelectedClient } from "../src/index.ts";

interface Client {
  deleteJob(): string;
  listJobs(): string;
  listLogs(): string;
  readonly paginate: { listJobs(): string; listLogs(): string };
  readonly raw: object;
}

test("a client of some operations has their methods, and of the lists only theirs", () => {
  expectTypeOf<keyof SelectedClient<Client, "deleteJob" | "listJobs">>().toEqualTypeOf<
    "deleteJob" | "listJobs" | "paginate"
  >();
  type Lists = SelectedClient<Client, "deleteJob" | "listJobs">["paginate"];
  expectTypeOf<keyof Lists>().toEqualTypeOf<"listJobs">();
});

test("without a list it has no paginate", () => {
  expectTypeOf<SelectedClient<Client, "deleteJob">>().toEqualTypeOf<Pick<Client, "deleteJob">>();
  expectTypeOf<SelectedClient<Omit<Client, "paginate">, "deleteJob">>().toEqualTypeOf<
    Pick<Client, "deleteJob">
  >();
});
