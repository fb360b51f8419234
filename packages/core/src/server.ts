import type { Service } from "./definition.ts";
import { FieldError, show } from "./field.ts";
import { nearest } from "./nearest.ts";

const loopback = /^(localhost|.+\.localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Where requests go: `baseUrl` if given, else the spec's server for the region. No trailing slash. */
export function chooseServer(
  service: Service,
  options: {
    baseUrl?: string | undefined;
    region?: string | undefined;
    allowInsecureHttp?: boolean | undefined;
  },
): string {
  if (options.baseUrl === undefined) return serverOfRegion(service, options.region);
  return checkedBaseUrl(options.baseUrl, options.allowInsecureHttp === true);
}

/** The addresses of all servers that the spec names. */
export function addressesOf({ servers }: Service): string[] {
  return servers.flatMap(({ url, regions }) => regions?.map((region) => inRegion(url, region)) ?? [url]);
}

const inRegion = (url: string, region: string) => url.replace("{region}", region);

function serverOfRegion({ servers, region: preset }: Service, chosen: string | undefined): string {
  const regions = servers.flatMap((server) => server.regions ?? []);
  const region = chosen ?? preset;
  if (region !== undefined && typeof region !== "string") {
    throw new FieldError("region", `expected a string, got ${show(region)}`);
  }
  const server =
    servers.find(({ regions }) => region !== undefined && regions?.includes(region)) ??
    servers.find(({ regions }) => regions === undefined);
  if (server) return inRegion(server.url, region ?? "");
  const meant = region === undefined ? undefined : nearest(region, regions);
  const hint = meant ? `; did you mean ${show(meant)}?` : "";
  throw new FieldError(
    "region",
    `expected one of ${regions.join(", ")} (or give baseUrl), got ${show(region)}${hint}`,
  );
}

function checkedBaseUrl(baseUrl: string, allowInsecureHttp: boolean): string {
  const refuse = (expected: string, got: string): never => {
    throw new FieldError("baseUrl", `expected ${expected}, got ${got}`);
  };
  const url = typeof baseUrl === "string" && URL.canParse(baseUrl) ? new URL(baseUrl) : undefined;
  if (!url || !/^https?:$/.test(url.protocol))
    return refuse("an absolute http or https address", shown(baseUrl));
  if (url.username || url.password) return refuse("an address without user and password", "one with them");
  if (url.search || url.hash) return refuse("an address without query and fragment", "one with them");
  if (url.protocol === "http:" && !loopback.test(url.hostname) && !allowInsecureHttp) {
    return refuse(
      "https, since credentials are sent (allowInsecureHttp: true permits http)",
      show(url.origin),
    );
  }
  return url.href.replace(/\/+$/, "");
}

/** A malformed address; what may be a user, a password or a token in it is not shown. */
function shown(baseUrl: unknown): string {
  return typeof baseUrl === "string" && /[@?]/.test(baseUrl) ? "another" : show(baseUrl);
}
