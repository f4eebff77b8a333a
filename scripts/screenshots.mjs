/**
 * Pictures of docs/examples/*.md as GitHub shows a comment, an issue or a step summary, for the documentation. Run by hand after
 * `npm run generate`, with the beginnings of the names to take, or none for all; needs a Chromium, named by CHROMIUM or found at
 * /usr/bin/chromium.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import rehypeStringify from 'rehype-stringify';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { smallPng } from './small-png.mjs';

const WIDTH = 900;
const MOST_BYTES = 150_000;

const root = fileURLToPath(new URL('..', import.meta.url));
const examples = join(root, 'docs/examples');
const css = readFileSync(join(root, 'node_modules/github-markdown-css/github-markdown-light.css'), 'utf8');
const chromium = process.env.CHROMIUM ?? '/usr/bin/chromium';

if (!existsSync(chromium)) {
  console.error(`no Chromium at ${chromium}; CHROMIUM names another one`);
  process.exit(2);
}
const folder = mkdtempSync(join(tmpdir(), 'forethought-pictures-'));
try {
  const wanted = process.argv.slice(2);
  const isWanted = (name) => wanted.length === 0 || wanted.some((start) => name.startsWith(start));
  for (const name of readdirSync(examples).filter((file) => file.endsWith('.md') && isWanted(file)))
    picture(name);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** @param {string} name */
function picture(name) {
  const page = join(folder, 'page.html');
  const target = join(examples, name.replace(/\.md$/, '.png'));
  writeFileSync(page, pageOf(readFileSync(join(examples, name), 'utf8'), headerOf(name)));
  const dom = browse(['--dump-dom', `--window-size=${WIDTH},800`, pathToFileURL(page).href]);
  const height = Number(/data-height="(\d+)"/.exec(dom)?.[1] ?? 800);
  browse([`--screenshot=${target}`, `--window-size=${WIDTH},${height}`, pathToFileURL(page).href]);
  writeFileSync(target, smallPng(readFileSync(target)));
  const { size } = statSync(target);
  console.log(`${name}: ${WIDTH} × ${height}, ${size} bytes`);
  if (size > MOST_BYTES) process.exitCode = 1;
}

/** @param {string[]} args */
function browse(args) {
  const flags = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--hide-scrollbars',
    '--disable-lcd-text',
    `--user-data-dir=${folder}/profile`,
  ];
  const { status, stdout, stderr, error } = spawnSync(chromium, [...flags, ...args], {
    encoding: 'utf8',
    timeout: 60_000,
  });
  if (status !== 0) throw new Error(`Chromium failed: ${error?.message ?? stderr}`);
  return stdout;
}

/** What stands above the text: who wrote it, or nothing but what it is. @param {string} name */
function headerOf(name) {
  if (name.startsWith('summary-')) return 'Step summary';
  return `<b>github-actions</b> ${name.endsWith('-state.md') ? 'keeps this in the issue' : 'commented'}`;
}

/**
 * A page in GitHub's light theme; in comments and issues a line end breaks the line, in a step summary it does not.
 * @param {string} text @param {string} header
 */
function pageOf(text, header) {
  const isComment = header.startsWith('<b>');
  const html = unified()
    .use(remarkParse)
    .use(remarkGfm)
    .use(() => (tree) => (isComment ? breakLines(tree) : undefined))
    .use(remarkRehype, { allowDangerousHtml: true })
    .use(rehypeStringify, { allowDangerousHtml: true })
    .processSync(text);
  return `<!doctype html><meta charset="utf-8"><style>${css}
    body { margin: 16px; background: #fff; }
    .box { border: 1px solid #d1d9e0; border-radius: 6px; }
    .box > header { padding: 8px 16px; background: #f6f8fa; border-bottom: 1px solid #d1d9e0; font: 14px sans-serif; color: #59636e; }
    .markdown-body { padding: 16px; font-family: "Liberation Sans", sans-serif; ${isComment ? 'font-size: 14px;' : ''} }
    .markdown-body code, .markdown-body pre { font-family: "DejaVu Sans Mono", monospace; }
    </style><div class="box"><header>${header}</header><article class="markdown-body">${html}</article></div>
    <script>document.documentElement.dataset.height = Math.ceil(document.body.getBoundingClientRect().height) + 32;</script>`;
}

/** @param {{ type: string, value?: string, children?: any[] }} node */
function breakLines(node) {
  node.children = node.children?.flatMap((child) => {
    breakLines(child);
    if (child.type !== 'text' || !child.value.includes('\n')) return [child];
    const lines = child.value.split('\n').map((value) => ({ type: 'text', value }));
    return lines.flatMap((line, at) => (at === 0 ? [line] : [{ type: 'break' }, line]));
  });
}
