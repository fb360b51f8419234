/** What a user installs, and what one call adds to a bundle. */
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { measureBundle } from "../scripts/budgets/bundle.ts";
import { type Install, measureInstall, measureOwnInstall } from "../scripts/budgets/install.ts";
import { writeSelected } from "../scripts/budgets/selected.ts";
import type { Row } from "./row.ts";
import { apiName } from "./server/calls.ts";
import type { Setting } from "./setting.ts";
import { type Subject, selectedName, subjects } from "./subjects.ts";

const lockFile = join(import.meta.dirname, "package-lock.json");

export async function measureSizes({ tarballs }: Setting): Promise<Row[]> {
  const rows: Row[] = [];
  const add = async (group: string, subject: Omit<Subject, "protocol">) => {
    const { name, file, package: installed, nodeOnly } = subject;
    const install = installed === undefined ? undefined : await measure(installed);
    const node = await measureBundle(file, "node");
    const browser = nodeOnly ? undefined : await measureBundle(file, "browser");
    rows.push({
      ...{ group, name },
      ...(name.startsWith("@jobwire/") && { parts: node.files }),
      values: {
        ...(install && { "install KB": install.bytes / 1000, packages: install.packages }),
        "gzip B, Node": node.all,
        "gzip B at start, Node": node.start,
        ...(browser && { "gzip B, browser": browser.all, "gzip B at start, browser": browser.start }),
      },
    });
  };
  /** Ours once more, with a client of the one operation. */
  const addBoth = async (group: string, subject: Omit<Subject, "protocol">) => {
    await add(group, subject);
    if (!subject.name.startsWith("@jobwire/")) return;
    const file = await writeSelected(subject.file);
    await add(group, { name: selectedName(subject.name), file });
    await rm(file);
  };
  for (const { protocol, ...subject } of subjects)
    if (!subject.givenFetch) await addBoth(apiName[protocol], subject); // with `fetch` given, it is the same package
  const name = "@jobwire/codearts-build";
  const file = join(import.meta.dirname, "subjects/codearts-build-jobwire.js");
  await addBoth("CodeArts Build", { name, file, package: name });
  return rows;

  function measure(name: string): Promise<Install> {
    const own = tarballs.find((tarball) => tarball.package.name === name);
    return own ? measureOwnInstall(own.package.folder, tarballs) : measureInstall(name, lockFile);
  }
}
