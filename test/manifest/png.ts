import { inflateSync } from 'node:zlib';

export interface Picture {
  readonly width: number;
  readonly height: number;
  /** Row by row, four numbers of 0 to 255 a pixel: red, green, blue, alpha. */
  readonly pixels: readonly (readonly [red: number, green: number, blue: number, alpha: number])[];
}

const SIGNATURE = '89504e470d0a1a0a';
const CHANNELS: Readonly<Record<number, number>> = { 2: 3, 6: 4 };

/** Reads a PNG of eight bits a channel, with or without alpha, not interlaced; throws on any other. */
export function decodePng(file: Buffer): Picture {
  if (file.subarray(0, 8).toString('hex') !== SIGNATURE) throw new Error('not a PNG');
  const chunks = chunksOf(file);
  const header = chunks.find(({ type }) => type === 'IHDR')?.data ?? Buffer.alloc(13);
  const [width, height] = [header.readUInt32BE(0), header.readUInt32BE(4)];
  const channels = CHANNELS[header.readUInt8(9)];
  if (header.readUInt8(8) !== 8 || channels === undefined || header.readUInt8(12) !== 0) throw new Error('another kind of PNG');

  const data = Buffer.concat(chunks.filter(({ type }) => type === 'IDAT').map((chunk) => chunk.data));
  const bytes = unfilter(inflateSync(data), width * channels, height, channels);
  const pixels = Array.from({ length: width * height }, (_, index) => pixelAt(bytes, index * channels, channels));
  return { width, height, pixels };
}

function chunksOf(file: Buffer): readonly { readonly type: string; readonly data: Buffer }[] {
  const chunks: { readonly type: string; readonly data: Buffer }[] = [];
  for (let at = 8; at < file.length;) {
    const length = file.readUInt32BE(at);
    chunks.push({ type: file.toString('latin1', at + 4, at + 8), data: file.subarray(at + 8, at + 8 + length) });
    at += 12 + length;
  }
  return chunks;
}

/** Each row starts with the number of its filter, which says what was taken off each byte. */
function unfilter(raw: Buffer, stride: number, rows: number, step: number): Buffer {
  const out = Buffer.alloc(stride * rows);
  for (let row = 0; row < rows; row += 1) {
    const filter = raw.readUInt8(row * (stride + 1));
    for (let column = 0; column < stride; column += 1) {
      const at = row * stride + column;
      const left = column < step ? 0 : out.readUInt8(at - step);
      const up = row === 0 ? 0 : out.readUInt8(at - stride);
      const corner = row === 0 || column < step ? 0 : out.readUInt8(at - stride - step);
      out[at] = raw.readUInt8(row * (stride + 1) + 1 + column) + taken(filter, left, up, corner);
    }
  }
  return out;
}

function taken(filter: number, left: number, up: number, corner: number): number {
  switch (filter) {
    case 0:
      return 0;
    case 1:
      return left;
    case 2:
      return up;
    case 3:
      return (left + up) >> 1;
    default:
      return paeth(left, up, corner);
  }
}

function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [toLeft, toUp, toCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}

const pixelAt = (bytes: Buffer, at: number, channels: number): Picture['pixels'][number] => [
  bytes.readUInt8(at),
  bytes.readUInt8(at + 1),
  bytes.readUInt8(at + 2),
  channels === 4 ? bytes.readUInt8(at + 3) : 255,
];
