/** Pictures of text as small PNG files: at most 256 colours, which text in grey needs no more of. https://www.w3.org/TR/png-3/ */
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex');

/**
 * The same picture with a palette. Takes 8-bit RGB or RGBA without interlacing; what is transparent is taken as opaque.
 * @param {Buffer} file
 */
export function smallPng(file) {
  const { width, height, pixels, samples } = read(file);
  for (let bits = 8; ; bits -= 1) {
    const palette = new Map();
    const rows = Buffer.alloc((width + 1) * height);
    for (let at = 0; at < width * height && palette.size <= 256; at += 1) {
      const color = pixels.subarray(at * samples, at * samples + 3).map((value) => rounded(value, bits));
      const key = (color[0] << 16) | (color[1] << 8) | color[2];
      if (!palette.has(key)) palette.set(key, palette.size);
      rows[Math.floor(at / width) * (width + 1) + 1 + (at % width)] = palette.get(key);
    }
    if (palette.size <= 256) return written(width, height, [...palette.keys()], rows);
  }
}

/** @param {number} value @param {number} bits */
function rounded(value, bits) {
  const most = 2 ** bits - 1;
  return Math.round((Math.round((value / 255) * most) / most) * 255);
}

/** @param {Buffer} file */
function read(file) {
  const parts = [];
  let header = Buffer.alloc(0);
  for (let at = SIGNATURE.length; at < file.length; ) {
    const length = file.readUInt32BE(at);
    const type = file.toString('latin1', at + 4, at + 8);
    const data = file.subarray(at + 8, at + 8 + length);
    if (type === 'IHDR') header = data;
    if (type === 'IDAT') parts.push(data);
    at += 12 + length;
  }
  const [width, height, depth, kind, , , interlace] = [
    header.readUInt32BE(0),
    header.readUInt32BE(4),
    ...header.subarray(8),
  ];
  const samples = { 2: 3, 6: 4 }[kind];
  if (depth !== 8 || samples === undefined || interlace !== 0)
    throw new Error('only plain 8-bit RGB is read');
  return {
    width,
    height,
    samples,
    pixels: unfiltered(inflateSync(Buffer.concat(parts)), width * samples, height, samples),
  };
}

/** @param {Buffer} data @param {number} stride @param {number} height @param {number} samples */
function unfiltered(data, stride, height, samples) {
  const out = Buffer.alloc(stride * height);
  for (let row = 0; row < height; row += 1) {
    const filter = data[row * (stride + 1)];
    for (let x = 0; x < stride; x += 1) {
      const at = row * stride + x;
      const left = x < samples ? 0 : out[at - samples];
      const up = row === 0 ? 0 : out[at - stride];
      const corner = row === 0 || x < samples ? 0 : out[at - stride - samples];
      const guess = [0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter];
      out[at] = data[row * (stride + 1) + 1 + x] + guess;
    }
  }
  return out;
}

/** @param {number} left @param {number} up @param {number} corner */
function paeth(left, up, corner) {
  const guess = left + up - corner;
  const [byLeft, byUp, byCorner] = [left, up, corner].map((value) => Math.abs(guess - value));
  if (byLeft <= byUp && byLeft <= byCorner) return left;
  return byUp <= byCorner ? up : corner;
}

/** @param {number} width @param {number} height @param {number[]} palette @param {Buffer} rows */
function written(width, height, palette, rows) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8);
  const colors = Buffer.from(palette.flatMap((key) => [key >> 16, (key >> 8) & 255, key & 255]));
  const data = deflateSync(rows, { level: 9, memLevel: 9 });
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('PLTE', colors),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** @param {string} type @param {Buffer} data */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}
