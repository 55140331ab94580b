// Comma separated text (RFC 4180), as the program writes its files of refused rows.

export function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [], cell = "", quoted = false;
  for (let i = 0; i < text.length; i++) {
    const letter = text[i] as string;
    if (quoted && letter === '"' && text[i + 1] === '"') { cell += '"'; i++; }
    else if (letter === '"') quoted = !quoted;
    else if (quoted) cell += letter;
    else if (letter === ",") { row.push(cell); cell = ""; }
    else if (letter === "\n") { rows.push([...row, cell]); row = []; cell = ""; }
    else if (letter !== "\r") cell += letter;
  }
  if (cell || row.length > 0) rows.push([...row, cell]);
  return rows;
}

export function writeCsv(rows: readonly (readonly string[])[]): string {
  const quote = (cell: string) => (/[",\r\n]/.test(cell) || cell !== cell.trim() ? `"${cell.replace(/"/g, '""')}"` : cell);
  return rows.map((row) => `${row.map(quote).join(",")}\n`).join("");
}
