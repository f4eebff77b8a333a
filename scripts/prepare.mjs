/**
 * After an install: activates the Git hooks and builds, so that they work. An install never fails here:
 * without Git husky only says so, without the development dependencies there is nothing to do, and a
 * source tree that does not build says so in one line (`npm run check` is where it fails).
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const hasTools = ['husky', 'typescript-native', 'esbuild'].every((name) =>
  existsSync(`${root}/node_modules/${name}`),
);

if (hasTools) {
  const { default: husky } = await import('husky');
  const notice = husky();
  if (notice) console.log(`husky: ${notice}`);
  const built = spawnSync('npm', ['run', '--silent', 'build'], {
    cwd: root,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  });
  if (built.status !== 0)
    console.warn('forethought: the build failed, so the Git hooks do not work yet; run npm run build');
}
