/* What is wrong with files: each is refused or set aside with a word that says where, and nothing that is
 * stored is lost. */
#include "support.h"

#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>
#include <zip.h>
#include <zlib.h>

static void expect_error(Support *s, Status status, const char *in_message, const char *in_where)
{
    assert_int_equal(s->status, status);
    if (!strstr(s->error.message, in_message))
        fail_msg("\"%s\" is not in: %s", in_message, s->error.message);
    if (!strstr(s->error.where, in_where))
        fail_msg("\"%s\" is not in: %s", in_where, s->error.where);
    assert_string_equal(support_query(s, "SELECT count(*) FROM batch"), "0");
}

static void expect_rejects(Support *s, const char *part)
{
    const char *text = support_read(s, s->result.rejects);
    if (!strstr(text, part))
        fail_msg("\"%s\" is not in:\n%s", part, text);
}

static void ragged_rows(void **state)
{
    (void)state;
    Support s;
    support_open(&s, NULL);
    support_import(&s, "customer", support_text(&s, "c.csv", "customer,name,segment\nA,Ann,x\nB,Ben\nC,Cid,y,extra\nD,Dan,z,\n\nE,Eve,\n"), NULL);
    support_expect_counts(&s, 3, 0, 0, 2);
    expect_rejects(&s, "3,,,2 fields where the header has 3,B,Ben,\n4,,,4 fields where the header has 3,C,Cid,y\n");
    support_close(&s);
}

static void nul_and_bad_utf8(void **state)
{
    (void)state;
    Support s;
    support_open(&s, NULL);
    static const char bytes[] = "customer,name\nA,A\0n\nB,\xD9\x85\xD9\x86\nC,\xD8\nD,Dan\n";
    support_import(&s, "customer", support_file(&s, "c.csv", bytes, sizeof bytes - 1), NULL);
    support_expect_counts(&s, 2, 0, 0, 2);
    expect_rejects(&s, "2,,,a NUL byte at column 4,A,A?n\n4,,,a byte that is no UTF-8 at column 2,C,");
    assert_string_equal(support_query(&s, "SELECT name FROM customer WHERE customer = 'B'"), "من");
    support_close(&s);
}

static void line_without_end(void **state)
{
    (void)state;
    Support s;
    support_open(&s, NULL);
    const char *file = support_text(&s, "huge.csv", "customer,name\nA,Ann\nB,");
    assert_int_equal(truncate(file, (off_t)2 << 30), 0);
    struct rusage before, after;
    getrusage(RUSAGE_SELF, &before);
    support_import(&s, "customer", file, NULL);
    getrusage(RUSAGE_SELF, &after);
    expect_error(&s, STATUS_TOO_LARGE, "line 3 is longer than 16 MiB", "huge.csv:3");
    assert_true(after.ru_maxrss - before.ru_maxrss < 64 * 1024);
    support_close(&s);
}

static void quote_without_end(void **state)
{
    (void)state;
    Support s;
    support_open(&s, NULL);
    support_import(&s, "customer", support_text(&s, "q.csv", "customer,name\nA,Ann\nB,\"Ben\nC,Cid\n"), NULL);
    expect_error(&s, STATUS_INVALID_DATA, "a quote that opens on line 3 is never closed", "q.csv:3");
    support_close(&s);
}

static void odd_quotes_and_line_ends(void **state)
{
    (void)state;
    Support s;
    support_open(&s, NULL);
    support_import(&s, "customer", support_text(&s, "q.csv", "customer;name\r\nA;5\" pipe\nB;\"Be\"n\r\nC;\"two\nlines\"\r\nD;\"say \"\"hi\"\"\"\n"), NULL);
    support_expect_counts(&s, 3, 0, 0, 1);
    expect_rejects(&s, "3,,,text behind a closing quote at column 7");
    assert_string_equal(support_query(&s, "SELECT name FROM customer ORDER BY customer"), "5\" pipe\ntwo\nlines\nsay \"hi\"");
    support_import(&s, "customer", support_text(&s, "mac.csv", "customer,name\rE,Eve\rF,Fay\r"), NULL);
    support_expect_counts(&s, 2, 0, 0, 0);
    /* Lines are those of the file although a quoted field has two of them. */
    support_import(&s, "exchange_rate", support_text(&s, "r.csv", "currency,from_day,rate,note\nEUR,2026-01-01,1,\"a\nb\"\nEURO,2026-01-01,1,\n"), NULL);
    support_expect_counts(&s, 1, 0, 0, 1);
    expect_rejects(&s, "4,currency,EURO,not a currency code of three letters");
    support_close(&s);
}

static void gzip(void **state)
{
    (void)state;
    Support s;
    support_open(&s, NULL);
    const char *path = arena_format(s.arena, "%s/c.csv.gz", s.folder);
    gzFile file = gzopen(path, "wb");
    gzputs(file, "customer,name\n");
    for (int i = 0; i < 20000; i++)
        gzprintf(file, "C%d,Name %d\n", i, i * 7919);
    gzclose(file);
    support_import(&s, "customer", path, NULL);
    support_expect_counts(&s, 20000, 0, 0, 0);
    support_close(&s);

    support_open(&s, NULL);
    path = arena_format(s.arena, "%s/c.csv.gz", s.folder);
    file = gzopen(path, "wb");
    gzputs(file, "customer,name\n");
    for (int i = 0; i < 20000; i++)
        gzprintf(file, "C%d,Name %d\n", i, i * 7919);
    gzclose(file);
    assert_int_equal(truncate(path, 40000), 0);
    support_import(&s, "customer", path, NULL);
    expect_error(&s, STATUS_INVALID_DATA, "is cut off", "after");
    support_close(&s);
}

static const char *utf16(Support *s, const char *text, bool mark)
{
    size_t length = strlen(text);
    char *wide = arena_alloc(s->arena, length * 2 + 2);
    size_t count = 0;
    if (mark) {
        wide[count++] = '\xFF';
        wide[count++] = '\xFE';
    }
    for (size_t i = 0; i < length; i++, count += 2)
        wide[count] = text[i];
    return support_file(s, mark ? "mark.csv" : "bare.csv", wide, count);
}

static void encodings(void **state)
{
    (void)state;
    Support s;
    support_open(&s, NULL);
    support_import(&s, "customer", utf16(&s, "customer\tname\nA\tAnn\n", true), NULL);
    support_expect_counts(&s, 1, 0, 0, 0);
    support_import(&s, "customer", utf16(&s, "customer,name\nB,Ben\n", false), NULL);
    support_expect_counts(&s, 1, 0, 0, 0);
    /* "Иван Петров из Москвы" and "محمد بن عبد الله" */
    support_import(&s, "customer", support_text(&s, "ru.csv", "customer;name\nC;\xC8\xE2\xE0\xED \xCF\xE5\xF2\xF0\xEE\xE2 \xE8\xE7 \xCC\xEE\xF1\xEA\xE2\xFB\n"), NULL);
    support_expect_counts(&s, 1, 0, 0, 0);
    support_import(&s, "customer", support_text(&s, "ar.csv", "customer,name\nD,\xE3\xCD\xE3\xCF \xC8\xE4 \xDA\xC8\xCF \xC7\xE1\xE1\xE5\n"), NULL);
    support_expect_counts(&s, 1, 0, 0, 0);
    support_import(&s, "customer", support_text(&s, "bom.csv", "\xEF\xBB\xBF" "customer,name\nE,\xD8\xB9\xD9\x84\xDB\x8C\n"), NULL);
    support_expect_counts(&s, 1, 0, 0, 0);
    assert_string_equal(support_query(&s, "SELECT name FROM customer ORDER BY customer"),
                        "Ann\nBen\nИван Петров из Москвы\nمحمد بن عبد الله\nعلی");
    support_close(&s);
}

static void digits_and_calendars(void **state)
{
    (void)state;
    Support s;
    support_open(&s, (const char *const[]){"time_zone=Asia/Tehran", "calendar=persian", "currency=IRR", NULL});
    support_import(&s, "order", support_text(&s, "o.csv",
        "order,ordered_at,amount\n1,۱۴۰۵/۰۸/۳۰,۱۲۳۴٫۵\n2,1404-12-29 10:30,٬١٬٢٠٠\n3,1405/12/30,5\n"), NULL);
    support_expect_counts(&s, 2, 0, 0, 1);
    assert_string_equal(support_query(&s, "SELECT \"order\", ordered_day, ordered_at, amount FROM orders ORDER BY 1"),
                        "1|2026-11-21|2026-11-20T20:30:00Z|1234.5\n2|2026-03-20|2026-03-20T07:00:00Z|1200");
    expect_rejects(&s, "4,ordered_at,1405/12/30,");
    support_close(&s);
}

static void dates_as_people_write_them(void **state)
{
    (void)state;
    Support s;
    support_open(&s, NULL);
    static const char *const written[][2] = {
        {"31/01/2026 2:05 PM", "2026-01-31T14:05:00Z"}, {"31.1.2026", "2026-01-31T00:00:00Z"},
        {"1/31/2026 14:05:09", "2026-01-31T14:05:09Z"}, {"31-Jan-26", "2026-01-31T00:00:00Z"},
        {"Jan 31, 2026", "2026-01-31T00:00:00Z"},       {"31 января 2026", "2026-01-31T00:00:00Z"},
        {"31 يناير 2026", "2026-01-31T00:00:00Z"},      {"2026-01-31T14:05:00+03:30", "2026-01-31T10:35:00Z"},
        {"2026-01-31T14:05:00.250Z", "2026-01-31T14:05:00.250000Z"}, {"1769868300", "2026-01-31T14:05:00Z"},
        {"1769868300000", "2026-01-31T14:05:00Z"},      {"20260131", "2026-01-31T00:00:00Z"},
        {"2026/01/31 14:05:17.000", "2026-01-31T14:05:17Z"}, {"2026-01-31 2:05 ص", "2026-01-31T02:05:00Z"},
    };
    for (size_t i = 0; i < sizeof written / sizeof written[0]; i++) {
        const char *text = arena_format(s.arena, "ticket,opened_at\nT%zu,\"%s\"\n", i, written[i][0]);
        support_import(&s, "ticket", support_text(&s, "t.csv", text), NULL);
        support_expect_counts(&s, 1, 0, 0, 0);
        const char *question = arena_format(s.arena, "SELECT opened_at FROM ticket WHERE ticket = 'T%zu'", i);
        assert_string_equal(support_query(&s, question), written[i][1]);
    }
    support_close(&s);
}

static void two_readings(void **state)
{
    (void)state;
    Support s;
    support_open(&s, NULL);
    support_import(&s, "ticket", support_text(&s, "t.csv", "ticket,opened_at\n1,03/04/2026\n2,05/06/2026\n"), NULL);
    expect_error(&s, STATUS_INVALID_DATA, "can be read in two ways", "opened_at");
    support_import(&s, "ticket", support_text(&s, "t.csv", "ticket,opened_at\n1,13/04/2026\n2,05/16/2026\n"), NULL);
    expect_error(&s, STATUS_INVALID_DATA, "mix day/month", "opened_at");
    support_import(&s, "order", support_text(&s, "o.csv", "order,ordered_at,amount\n1,2026-01-01,\"1,234\"\n"), NULL);
    expect_error(&s, STATUS_INVALID_DATA, "can be read in two ways", "amount");
    const char *map = support_text(&s, "m.yaml", "decimal: \",\"\ncolumns: {}\n");
    support_import(&s, "order", support_text(&s, "o.csv", "order,ordered_at,amount\n1,2026-01-01,\"1,234\"\n"), map);
    support_expect_counts(&s, 1, 0, 0, 0);
    assert_string_equal(support_query(&s, "SELECT amount FROM orders"), "1.234");
    support_close(&s);
}

static void mappings(void **state)
{
    (void)state;
    Support s;
    support_open(&s, NULL);
    const char *file = support_text(&s, "c.csv", "Key,Full Name\nA,Ann\n");
    const struct {
        const char *yaml, *message, *where, *hint;
        Status status;
    } wrong[] = {
        {"columns:\n  customer: Key\n  name: Fullname\n", "no column \"Fullname\"", "m.yaml:3", "Full Name", STATUS_INVALID_DATA},
        {"columns:\n  customr: Key\n", "no field \"customr\"", "m.yaml:2:3", "customer", STATUS_INVALID_ARGUMENT},
        {"colums: {}\n", "not known", "m.yaml:1:1", "columns", STATUS_INVALID_ARGUMENT},
        {"kind: ticket\n", "is for ticket", "m.yaml:1:7", "", STATUS_INVALID_ARGUMENT},
        {"columns: {customer: {from: Key, constant: x}}\n", "one of from", "m.yaml", "", STATUS_INVALID_ARGUMENT},
        {"time_zone: Mars/Base\n", "no such time zone", "m.yaml:1", "", STATUS_INVALID_ARGUMENT},
        {"a: [\n", "no YAML", "m.yaml", "", STATUS_INVALID_ARGUMENT},
        {"select: SELECT * FROM customer\n", "reads \"customer\"", "m.yaml", "", STATUS_INVALID_ARGUMENT},
        {"select: SELECT * FROM read_text('/etc/passwd')\n", "reads \"read_text\"", "m.yaml", "", STATUS_INVALID_ARGUMENT},
        {"select: SELECT * FROM '/etc/passwd.csv'\n", "reads \"/etc", "m.yaml", "", STATUS_INVALID_ARGUMENT},
        {"select: DROP TABLE customer\n", "not understood", "m.yaml", "", STATUS_INVALID_ARGUMENT},
        {"select: SELECT 1; SELECT 2\n", "not one statement", "m.yaml", "", STATUS_INVALID_ARGUMENT},
        {"where: 1 IN (SELECT 1 FROM batch)\n", "reads \"batch\"", "m.yaml", "", STATUS_INVALID_ARGUMENT},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        support_import(&s, "customer", file, support_text(&s, "m.yaml", wrong[i].yaml));
        expect_error(&s, wrong[i].status, wrong[i].message, wrong[i].where);
        if (!strstr(s.error.hint, wrong[i].hint))
            fail_msg("\"%s\" is not in: %s", wrong[i].hint, s.error.hint);
    }
    assert_int_equal(support_import(&s, "customer", file, "zendsk"), STATUS_NOT_FOUND);
    assert_non_null(strstr(s.error.hint, "zendesk"));
    support_close(&s);
}

static void mapping_powers(void **state)
{
    (void)state;
    Support s;
    support_open(&s, NULL);
    const char *file = support_text(&s, "t.csv", "No,Day,Hour,Wait,State,Kind\n1,2026-01-01,10:00,90,done,a\n2,2026-01-01,11:00,-,weird,b\n3,2026-01-01,12:00,1:30,open,skip\n");
    const char *map = support_text(&s, "m.yaml",
        "kind: ticket\nnull: [\"-\"]\nwhere: Kind <> 'skip'\ncolumns:\n"
        "  ticket: {concat: [Kind, No], separator: \"-\"}\n"
        "  opened_at: {concat: [Day, Hour]}\n"
        "  first_reply_at: {from: opened_at, plus: Wait, unit: minutes}\n"
        "  status: {from: State, values: {done: solved, \"*\": ~}, default: open}\n"
        "  channel: {constant: phone}\n"
        "  team: {from: [Team, Squad], optional: true}\n");
    support_import(&s, "ticket", file, map);
    support_expect_counts(&s, 2, 0, 0, 0);
    assert_string_equal(support_query(&s, "SELECT ticket, opened_at, first_reply_at, status, channel FROM ticket ORDER BY 1"),
                        "a-1|2026-01-01T10:00:00Z|2026-01-01T11:30:00Z|solved|phone\n"
                        "b-2|2026-01-01T11:00:00Z|-|open|phone");
    support_close(&s);
}

static void rows_without_keys(void **state)
{
    (void)state;
    Support s;
    support_open(&s, NULL);
    const char *map = support_text(&s, "m.yaml", "columns:\n  order: {row_number: true}\n");
    const char *file = support_text(&s, "o.csv", "ordered_at,amount\n2026-01-01,5\n2026-01-01,5\n2026-01-02,5\n");
    support_import(&s, "order", file, map);
    support_expect_counts(&s, 3, 0, 0, 0);
    file = support_text(&s, "o.csv", "ordered_at,amount\n2026-01-01,5\n2026-01-01,5\n2026-01-02,5\n2026-01-01,5\n");
    support_import(&s, "order", file, map);
    support_expect_counts(&s, 1, 0, 3, 0);
    support_close(&s);
}

static void ndjson_and_parquet(void **state)
{
    (void)state;
    Support s;
    support_open(&s, NULL);
    const char *file = support_text(&s, "t.json",
        "{\"id\": 7, \"created\": \"2026-01-01T10:00:00Z\", \"who\": {\"team\": \"T1\"}, \"escalation_flag\": true}\n"
        "{\"id\": 8, \"created\": \n\n{\"id\": 9, \"created\": null}\n");
    const char *map = support_text(&s, "m.yaml", "guess: true\ncolumns: {team: who.team}\n");
    support_import(&s, "ticket", file, map);
    support_expect_counts(&s, 1, 0, 0, 2);
    expect_rejects(&s, "2,id,,the line is no JSON");
    expect_rejects(&s, "4,created,,is missing");
    assert_string_equal(support_query(&s, "SELECT ticket, opened_at, team, escalated FROM ticket"), "7|2026-01-01T10:00:00Z|T1|true");
    const char *parquet = arena_format(s.arena, "%s/c.bin", s.folder);
    s.status = facts_script(s.session, arena_format(s.arena, /* sql: a path of the test's own */
        "COPY (SELECT i AS customer, 'n' || i AS name, DATE '2026-01-01' + CAST(i AS INTEGER) AS signup_day FROM range(3) t(i)) TO '%s' (FORMAT parquet)",
        parquet), &s.error);
    if (s.status != STATUS_OK)
        fail_msg("%s", s.error.message);
    support_import(&s, "customer", parquet, NULL);
    support_expect_counts(&s, 3, 0, 0, 0);
    assert_string_equal(support_query(&s, "SELECT customer, name, CAST(signup_day AS VARCHAR) FROM customer WHERE customer = '2'"), "2|n2|2026-01-03");
    support_close(&s);
}

/* ---- XLSX ---- */

static void add_part(zip_t *zip, const char *name, const char *text, size_t length)
{
    zip_source_t *source = zip_source_buffer(zip, text, length, 0);
    assert_true(zip_file_add(zip, name, source, ZIP_FL_ENC_UTF_8) >= 0);
}

static const char *workbook(Support *s, const char *sheet, size_t length)
{
    const char *path = arena_format(s->arena, "%s/book.xlsx", s->folder);
    unlink(path);
    zip_t *zip = zip_open(path, ZIP_CREATE, NULL);
    static const char book[] = "<workbook xmlns:r=\"r\"><sheets><sheet name=\"One\" sheetId=\"1\" r:id=\"rId1\"/></sheets></workbook>";
    static const char relations[] =
        "<Relationships><Relationship Id=\"rId1\" Type=\"x/worksheet\" Target=\"worksheets/sheet1.xml\"/>"
        "<Relationship Id=\"rId2\" Type=\"x/sharedStrings\" Target=\"sharedStrings.xml\"/>"
        "<Relationship Id=\"rId3\" Type=\"x/styles\" Target=\"styles.xml\"/></Relationships>";
    static const char strings[] = "<sst><si><t>customer</t></si><si><r><t>na</t></r><r><t>me</t></r></si><si><t>signup_day</t></si><si><t>Ann, \"A\"</t></si></sst>";
    static const char styles[] =
        "<styleSheet><numFmts><numFmt numFmtId=\"170\" formatCode=\"[$-409]dd\\ mmm\\ yyyy\"/></numFmts>"
        "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"170\"/></cellXfs></styleSheet>";
    add_part(zip, "xl/workbook.xml", book, sizeof book - 1);
    add_part(zip, "xl/_rels/workbook.xml.rels", relations, sizeof relations - 1);
    add_part(zip, "xl/sharedStrings.xml", strings, sizeof strings - 1);
    add_part(zip, "xl/styles.xml", styles, sizeof styles - 1);
    add_part(zip, "xl/worksheets/sheet1.xml", sheet, length);
    assert_int_equal(zip_close(zip), 0);
    return path;
}

static void spreadsheets(void **state)
{
    (void)state;
    Support s;
    support_open(&s, NULL);
    static const char sheet[] =
        "<worksheet><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\" t=\"s\"><v>1</v></c><c r=\"C1\" t=\"s\"><v>2</v></c></row>"
        "<row r=\"2\"><c r=\"A2\"><v>17</v></c><c r=\"B2\" t=\"s\"><v>3</v></c><c r=\"C2\" s=\"1\"><v>46053</v></c></row>"
        "<row r=\"5\"><c r=\"A5\" t=\"inlineStr\"><is><t>X</t></is></c><c r=\"C5\" t=\"e\"><v>#N/A!</v></c></row></sheetData></worksheet>";
    support_import(&s, "customer", workbook(&s, sheet, sizeof sheet - 1), NULL);
    support_expect_counts(&s, 1, 0, 0, 1);
    assert_string_equal(support_query(&s, "SELECT customer, name, signup_day FROM customer"), "17|Ann, \"A\"|2026-01-31");
    expect_rejects(&s, "5,signup_day,#N/A!,");
    support_close(&s);
}

static void spreadsheet_bomb(void **state)
{
    (void)state;
    Support s;
    support_open(&s, NULL);
    size_t length = (size_t)40 << 20;
    char *spaces = malloc(length);
    assert_non_null(spaces);
    memset(spaces, ' ', length);
    memcpy(spaces, "<worksheet>", 11);
    const char *file = workbook(&s, spaces, length);
    free(spaces);
    support_import(&s, "customer", file, NULL);
    expect_error(&s, STATUS_TOO_LARGE, "unpacks to far more than it weighs", "sheet1.xml");
    static const char entity[] = "<!DOCTYPE a [<!ENTITY b \"bb\">]><worksheet>&b;</worksheet>";
    support_import(&s, "customer", workbook(&s, entity, sizeof entity - 1), NULL);
    expect_error(&s, STATUS_INVALID_DATA, "document type", "");
    file = support_text(&s, "half.xlsx", "PK\003\004 and nothing more");
    support_import(&s, "customer", file, NULL);
    expect_error(&s, STATUS_INVALID_DATA, "no whole XLSX", "");
    support_close(&s);
}

/* Files may not grow beyond a limit: as on a full disk, every write beyond it fails. */
static void disk_is_full(void **state)
{
    (void)state;
    Support s;
    support_open(&s, NULL);
    support_import(&s, "customer", support_text(&s, "a.csv", "customer,name\nA,Ann\n"), NULL);
    support_expect_counts(&s, 1, 0, 0, 0);
    size_t rows = 150000;
    char *text = malloc(rows * 64);
    assert_non_null(text);
    size_t length = (size_t)snprintf(text, 64, "customer,name\n");
    for (size_t i = 0; i < rows; i++)
        length += (size_t)snprintf(text + length, 64, "K%zu-%zx,N%zx%zx\n", i, i * 2654435761u, i * 40503u, i * 2246822519u);
    const char *file = support_file(&s, "big.csv", text, length);
    free(text);
    signal(SIGXFSZ, SIG_IGN);
    struct rlimit before, full;
    getrlimit(RLIMIT_FSIZE, &before);
    full = (struct rlimit){.rlim_cur = 4 << 20, .rlim_max = before.rlim_max};
    setrlimit(RLIMIT_FSIZE, &full);
    Status status = support_import(&s, "customer", file, NULL);
    setrlimit(RLIMIT_FSIZE, &before);
    assert_int_not_equal(status, STATUS_OK);
    assert_string_not_equal(s.error.message, "");
    /* The same again with room: what was stored is there, and the file comes whole. */
    facts_session_close(s.session);
    s.session = NULL;
    assert_int_equal(facts_session_open(store_facts(s.store), &s.session, &s.error), STATUS_OK);
    assert_string_equal(support_query(&s, "SELECT count(*), min(name) FROM customer"), "1|Ann");
    support_import(&s, "customer", file, NULL);
    support_expect_counts(&s, (int64_t)rows, 0, 0, 0);
    support_close(&s);
}

static void missing_and_odd_files(void **state)
{
    (void)state;
    Support s;
    support_open(&s, NULL);
    support_import(&s, "customer", "/nonexistent/file.csv", NULL);
    expect_error(&s, STATUS_NOT_FOUND, "/nonexistent/file.csv", "");
    support_import(&s, "customer", s.folder, NULL);
    expect_error(&s, STATUS_INVALID_ARGUMENT, "is a folder", "");
    support_import(&s, "customer", support_text(&s, "e.csv", ""), NULL);
    expect_error(&s, STATUS_INVALID_DATA, "is empty", "");
    support_import(&s, "customer", support_text(&s, "a.json", "[]"), NULL);
    expect_error(&s, STATUS_INVALID_DATA, "is empty", "");
    support_import(&s, "customer", support_text(&s, "a.json", "[{\"customer\": 1}, {\"customer\": 2"), NULL);
    expect_error(&s, STATUS_INVALID_DATA, "does not end", "element 2 of the array");
    support_import(&s, "customer", support_text(&s, "a.json", "[{\"customer\": 1}, , {}]"), NULL);
    expect_error(&s, STATUS_INVALID_DATA, "element is missing", "element 2 of the array");
    support_import(&s, "customer", support_text(&s, "a.json", "[{\"customer\": 1}] {}"), NULL);
    expect_error(&s, STATUS_INVALID_DATA, "behind the end", "");
    support_import(&s, "customer", support_file(&s, "a.json", "[\0{\0}\0]\0", 8), NULL);
    expect_error(&s, STATUS_UNSUPPORTED, "not UTF-8", "");
    assert_string_equal(support_query(&s, "SELECT count(*) FROM customer"), "0");
    support_import(&s, "customer", support_text(&s, "h.csv", "customer,name\n"), NULL);
    support_expect_counts(&s, 0, 0, 0, 0);
    support_close(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ragged_rows),       cmocka_unit_test(nul_and_bad_utf8),
        cmocka_unit_test(line_without_end),  cmocka_unit_test(quote_without_end),
        cmocka_unit_test(odd_quotes_and_line_ends), cmocka_unit_test(gzip),
        cmocka_unit_test(encodings),         cmocka_unit_test(digits_and_calendars),
        cmocka_unit_test(dates_as_people_write_them), cmocka_unit_test(two_readings),
        cmocka_unit_test(mappings),          cmocka_unit_test(mapping_powers),
        cmocka_unit_test(rows_without_keys), cmocka_unit_test(ndjson_and_parquet),
        cmocka_unit_test(spreadsheets),      cmocka_unit_test(spreadsheet_bomb),
        cmocka_unit_test(disk_is_full),      cmocka_unit_test(missing_and_odd_files),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
