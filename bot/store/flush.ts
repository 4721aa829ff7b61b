import { statSync, readdirSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import path from 'node:path';

const SEGMENT = /^[0-9A-F]{24}$/;

export interface Flusher {
  readonly flush: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * PGlite writes its log without fsync, so a commit that was acknowledged could be lost with the power. `flush`
 * brings the log to the disk. Commits that arrive while one flush runs share the next.
 */
export function createFlusher(directory: string): Flusher {
  const segments = createSegments(directory);
  let running: Promise<void> = Promise.resolve();
  let next: Promise<void> | undefined;

  const start = async () => {
    next = undefined;
    await segments.sync();
  };
  const flush = () => {
    if (next !== undefined) return next;
    next = running.then(start, start);
    running = next;
    return next;
  };
  return {
    flush,
    close: async () => {
      await running.catch(() => undefined);
      await segments.close();
    },
  };
}

/** The segments of the write-ahead log that were written since the last look. */
function createSegments(directory: string) {
  const handles = new Map<string, FileHandle>();
  const folder = open(directory, 'r');
  let seen = new Set<string>();
  let newest = 0;

  const written = (): readonly string[] => {
    const names = readdirSync(directory).filter((name) => SEGMENT.test(name));
    const files = names.map((name) => ({ name, at: statSync(path.join(directory, name)).mtimeMs }));
    const since = newest;
    newest = Math.max(newest, ...files.map(({ at }) => at));
    // The clock of a file system is coarse: what has the time of the last look may have been written again.
    return files.filter(({ at }) => at >= since).map(({ name }) => name);
  };

  const handle = async (name: string): Promise<FileHandle> => {
    const found = handles.get(name) ?? (await open(path.join(directory, name), 'r+'));
    handles.set(name, found);
    return found;
  };

  const forget = async (keep: ReadonlySet<string>) => {
    const old = [...handles].filter(([name]) => !keep.has(name));
    for (const [name] of old) handles.delete(name);
    await Promise.all(old.map(([, file]) => file.close()));
  };

  return {
    sync: async () => {
      const names = written();
      await Promise.all(names.map(async (name) => (await handle(name)).datasync()));
      if (names.some((name) => !seen.has(name))) await (await folder).sync();
      seen = new Set([...seen, ...names]);
      if (handles.size > names.length) await forget(new Set(names));
    },
    close: async () => {
      await forget(new Set());
      await (await folder).close();
    },
  };
}
