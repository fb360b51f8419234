/** What the budgets are about: numbers that do not depend on the machine's mood. */
import { copyFile, mkdir } from "node:fs/promises";
import { basename, join } from "node:path";
import { instantiations } from "../../bench/types/measure.ts";
import { calls, type Provider } from "../../bench/types/sources.ts";
import { root } from "../release/packages.ts";
import { measureBundle } from "./bundle.ts";
import { measureOwnInstall } from "./install.ts";
import { installOwn } from "./own-packages.ts";
import { writeSelected } from "./selected.ts";

/** By what it is, with its unit. */
export type Numbers = Record<string, number>;

/** The program of one call, by the folder of the package that makes it. */
export const programs: Readonly<Record<Provider, string>> = {
  bigchange: "bearer-jobwire.js",
  cielo24: "query-token-jobwire.js",
  "codearts-build": "codearts-build-jobwire.js",
  "huawei-dli": "sdk-hmac-jobwire.js",
  "tencent-batch": "tc3-jobwire.js",
};

/** Measures every published package, by name. The packages are unpacked in a folder that is empty before. */
export async function measurePackages(folder: string): Promise<Record<string, Numbers>> {
  const scratch = join(folder, "tarballs");
  await mkdir(scratch);
  const tarballs = await installOwn(join(folder, "node_modules"), scratch);
  const measured: Record<string, Numbers> = {};
  for (const { package: published } of tarballs) {
    const { bytes, packages } = await measureOwnInstall(published.folder, tarballs);
    const numbers: Numbers = { "install KB": Math.round(bytes / 1000), packages };
    if (isProvider(published.folder)) Object.assign(numbers, await measureCall(published.folder, folder));
    measured[published.name] = numbers;
  }
  return measured;
}

function isProvider(folder: string): folder is Provider {
  return folder in programs;
}

async function measureCall(provider: Provider, folder: string): Promise<Numbers> {
  // Beside the unpacked packages, and not where others of that name are found.
  const program = join(root, "bench/subjects", programs[provider]);
  const copy = join(folder, basename(program));
  await copyFile(program, copy);
  const node = await measureBundle(copy, "node");
  const browser = await measureBundle(copy, "browser");
  const selected = await writeSelected(copy);
  return {
    "bundle for Node, gzip B": node.all,
    "bundle for Node, at the start, gzip B": node.start,
    "bundle for browsers, gzip B": browser.all,
    "bundle for browsers, at the start, gzip B": browser.start,
    "bundle of the operation alone, for Node, gzip B": (await measureBundle(selected, "node")).all,
    "bundle of the operation alone, for browsers, gzip B": (await measureBundle(selected, "browser")).all,
    "instantiations of one call": await instantiations(calls([provider], 1)),
    "instantiations of one call, and one by path": await instantiations(calls([provider], 1, true)),
  };
}
