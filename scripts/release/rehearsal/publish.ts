import { isDeepStrictEqual } from "node:util";
import type { Package } from "../packages.ts";
import type { Commands } from "./commands.ts";
import type { Registry } from "./registry.ts";

const changeset = "node_modules/.bin/changeset";

/** How many packages are in the registry when the first attempt is interrupted. */
const published = 3;

/**
 * Publishes to the registry as the release workflow does, by tarballs that were packed before: once interrupted, once
 * to the end, and once with nothing left to do.
 */
export class Publishing {
  readonly #commands: Commands;
  readonly #registry: Registry;
  readonly #packages: readonly Package[];
  /** The folder of the tarballs. */
  readonly #tarballs: string;
  readonly #options: { cwd: string; env: NodeJS.ProcessEnv };

  constructor(commands: Commands, registry: Registry, packages: readonly Package[], copy: string) {
    this.#commands = commands;
    this.#registry = registry;
    this.#packages = packages;
    this.#tarballs = `${copy}-packed`;
    const { url } = registry;
    const others = Object.keys(process.env).filter((name) =>
      /^npm_config_.*(registry|userconfig|auth)/i.test(name),
    );
    const env: NodeJS.ProcessEnv = {
      // No other registry, and no token of one, whatever npm's variables and files say.
      ...Object.fromEntries(others.map((name) => [name, undefined])),
      npm_config_ignore_scripts: "false", // of our own `prepack`, which refuses what is not built
      npm_config_registry: url,
      "npm_config_@jobwire:registry": url,
      npm_config_userconfig: `${copy}.npmrc`,
      [`npm_config_${url.replace("http:", "")}:_authToken`]: "rehearsal",
    };
    this.#options = { cwd: copy, env };
  }

  /** Packs and publishes, and kills that when a part of the packages is in the registry. Gives the names of these. */
  async interrupted(): Promise<string[]> {
    await this.#commands.run(changeset, ["pack", "--out-dir", this.#tarballs], this.#options);
    const full = this.#registry.holdAfter(published);
    const child = this.#commands.start(changeset, ["publish", "--from-pack-dir", this.#tarballs], {
      ...this.#options,
      stdio: "ignore",
    });
    const ended = new Promise((_, reject) => {
      child.on("exit", (code) =>
        reject(new Error(`changeset publish ended (${code}) before it was interrupted`)),
      );
    });
    await Promise.race([full, ended]);
    ended.catch(() => {});
    await this.#commands.end(child);
    this.#registry.reopen();
    const names = [...(await this.#look()).keys()];
    expect(names.length === published, `${names.length} packages are there after ${published} uploads`);
    return names;
  }

  /** Publishes the same tarballs again, of which some are there. */
  async resumed(): Promise<void> {
    const before = await this.#look();
    const accepted = this.#registry.accepted;
    await this.#publish("--from-pack-dir", this.#tarballs);
    const after = await this.#look();
    for (const { name, version } of this.#packages) {
      const there = after.get(name);
      expect(there !== undefined, `${name}@${version} is not in the registry after publishing again`);
      expect(there?.latest === version, `the tag latest of ${name} is ${there?.latest}, not ${version}`);
      const earlier = before.get(name);
      expect(!earlier || isDeepStrictEqual(there, earlier), `${name} was published twice`);
    }
    const uploads = this.#registry.accepted - accepted;
    expect(
      uploads === this.#packages.length - before.size,
      `publishing again has uploaded ${uploads} packages`,
    );
  }

  /** Publishes the same versions again, by the tarballs and by the folders, which must change nothing. */
  async repeated(): Promise<void> {
    const before = [await this.#look(), await this.#tags(), this.#registry.accepted];
    await this.#publish("--from-pack-dir", this.#tarballs);
    await this.#publish();
    const after = [await this.#look(), await this.#tags(), this.#registry.accepted];
    expect(isDeepStrictEqual(before, after), "publishing the same versions again has changed something");
  }

  /** changesets tags what it has published in the same run; the rest needs the second command. */
  async #publish(...from: string[]): Promise<void> {
    await this.#commands.run(changeset, ["publish", ...from], this.#options);
    await this.#commands.run(changeset, ["git-tag"], this.#options);
    const tags = await this.#tags();
    for (const { name, version } of this.#packages) {
      expect(tags.includes(`${name}@${version}`), `git has no tag ${name}@${version}`);
    }
  }

  async #tags(): Promise<string[]> {
    return (await this.#commands.run("git", ["tag", "--list"], this.#options)).split("\n");
  }

  /** What the registry has of our versions, by the names of the packages. */
  async #look() {
    const there = new Map<
      string,
      { latest?: string | undefined; integrity: string; time?: string | undefined }
    >();
    for (const { name, version } of this.#packages) {
      const found = await this.#registry.look(name);
      const integrity = found?.versions[version]?.dist.integrity;
      if (!found || integrity === undefined) continue;
      there.set(name, { latest: found["dist-tags"].latest, integrity, time: found.time[version] });
    }
    return there;
  }
}

function expect(holds: boolean, otherwise: string): void {
  if (!holds) throw new Error(otherwise);
}
