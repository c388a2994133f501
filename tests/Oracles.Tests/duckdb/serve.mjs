// DuckDB in memory for a test or a benchmark. Reads one statement per line as JSON {"sql": "..."} and answers each with one line:
// {"rows": [[...], ...], "millis": n}, where millis is the time of the statement alone and whole numbers are texts, or {"error": "..."}.
// Usage: node serve.mjs [threads]
import { createInterface } from 'node:readline';
import { DuckDBInstance } from '@duckdb/node-api';

const instance = await DuckDBInstance.create(':memory:', { threads: process.argv[2] ?? '2' });
const connection = await instance.connect();

async function run(sql) {
  const begun = performance.now();
  const result = await connection.runAndReadAll(sql);
  const millis = performance.now() - begun;
  return { rows: result.getRowsJson(), millis };
}

for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    answer = await run(JSON.parse(line).sql);
  } catch (error) {
    answer = { error: error.message };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
