import { cpus, loadavg, totalmem } from "node:os";

/** On what the numbers were taken. */
export interface Machine {
  cpu: string;
  cores: number;
  memoryGB: number;
  system: string;
  /** The Node that ran what was measured. */
  node: string;
}

export function describeMachine(node: string): Machine {
  const { platform, arch } = process;
  return {
    cpu: cpus()[0]?.model.trim() ?? "unknown",
    cores: cpus().length,
    memoryGB: Math.round(totalmem() / 2 ** 30),
    system: `${platform} ${arch}`,
    node,
  };
}

/** The load of the last minute: what else ran, with what is measured on top. */
export function load(): number {
  return Math.round((loadavg()[0] ?? 0) * 10) / 10;
}
