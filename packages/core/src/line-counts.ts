import type { FileChange } from './schema/facts.js';

/** Endings of formats that nobody writes by hand: images, fonts, archives, media, documents, compiled code and stored data. */
const BINARY = new Set(
  [
    'png jpg jpeg jpe gif webp avif bmp ico icns cur tif tiff heic heif jxl psd ai xcf sketch fig dds tga exr hdr',
    'woff woff2 ttf ttc otf eot',
    'zip gz tgz bz2 tbz2 xz txz zst lz4 br 7z rar tar jar war ear apk aab ipa deb rpm whl egg gem nupkg crate dmg iso cab msi',
    'mp3 mp4 m4a m4v wav flac ogg oga ogv opus webm avi mov mkv aac aiff mid midi wma wmv',
    'pdf doc docx xls xlsx ppt pptx odt ods odp odg epub pages numbers key',
    'exe dll so dylib a lib o obj class pyc pyo pyd wasm node bin pdb elc beam rlib rmeta',
    'sqlite sqlite3 db mdb parquet avro arrow feather npy npz onnx pt pth safetensors h5 hdf5 pb tflite pack idx',
    'glb fbx blend stl p12 pfx jks keystore der mo gpg',
  ].flatMap((line) => line.split(' ')),
);

/**
 * Added and deleted lines of a file whose lines were read. One that git did not count is none where its name says a binary format,
 * and endless otherwise: one NUL in a source file makes it binary for git, and code all the same. A name without an ending says
 * nothing, so such a file is endless too unless it is gone.
 */
export function linesOf({ path, status, added, deleted }: FileChange): number {
  if (added !== null || deleted !== null) return (added ?? 0) + (deleted ?? 0);
  const name = path.slice(path.lastIndexOf('/') + 1);
  const dot = name.lastIndexOf('.');
  if (dot <= 0) return status === 'D' ? 0 : Number.POSITIVE_INFINITY;
  return BINARY.has(name.slice(dot + 1).toLowerCase()) ? 0 : Number.POSITIVE_INFINITY;
}
