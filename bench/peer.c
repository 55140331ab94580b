/*
 * The peer of the measures: the engine itself, with nothing of this program between.
 *
 *   peer DATABASE [--threads N] [--memory LIMIT] [--repeat N] [--init FILE] FILE.sql ...
 *
 * Runs each file's statements one after another, prints the rows of the last one as CSV on standard output
 * and, for each file, one line `seconds FILE` with the median of the repetitions on standard error.
 * DATABASE is a file, or ":memory:". `-` as a file reads standard input.
 */
#include <duckdb.h>

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum { REPEAT_MOST = 101 };

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_MONOTONIC, &time);
    return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static char *read_file(const char *name)
{
    FILE *file = strcmp(name, "-") == 0 ? stdin : fopen(name, "rb");
    if (!file) {
        fprintf(stderr, "peer: cannot read %s\n", name);
        exit(1);
    }
    size_t length = 0, capacity = 1 << 16;
    char *text = malloc(capacity);
    for (size_t got; text && (got = fread(text + length, 1, capacity - length - 1, file)) > 0;) {
        length += got;
        if (length + 1 == capacity)
            text = realloc(text, capacity *= 2);
    }
    if (!text)
        abort();
    text[length] = 0;
    if (file != stdin)
        fclose(file);
    return text;
}

static void print_text(const char *bytes, size_t length)
{
    fwrite(bytes, 1, length, stdout);
}

/* Every column of the last statement is made text by the engine, so that one case prints them all. */
static void print_chunk(duckdb_data_chunk chunk, idx_t columns)
{
    idx_t rows = duckdb_data_chunk_get_size(chunk);
    for (idx_t row = 0; row < rows; row++) {
        for (idx_t column = 0; column < columns; column++) {
            duckdb_vector vector = duckdb_data_chunk_get_vector(chunk, column);
            uint64_t *validity = duckdb_vector_get_validity(vector);
            if (column)
                putchar(',');
            if (validity && !duckdb_validity_row_is_valid(validity, row))
                continue;
            duckdb_string_t *texts = duckdb_vector_get_data(vector);
            print_text(duckdb_string_t_data(&texts[row]), duckdb_string_t_length(texts[row]));
        }
        putchar('\n');
    }
}

static void fail(const char *name, const char *message)
{
    fprintf(stderr, "peer: %s: %s\n", name, message ? message : "failed");
    exit(1);
}

static void print_result(duckdb_result *result)
{
    idx_t columns = duckdb_column_count(result);
    for (idx_t column = 0; column < columns; column++)
        printf("%s%s", column ? "," : "", duckdb_column_name(result, column));
    putchar('\n');
    for (duckdb_data_chunk chunk; (chunk = duckdb_fetch_chunk(*result));) {
        print_chunk(chunk, columns);
        duckdb_destroy_data_chunk(&chunk);
    }
}

/* Runs all statements; the last one's rows are fetched, and printed as text when `print`. */
static double run_once(duckdb_connection connection, const char *name, const char *sql, int print)
{
    duckdb_extracted_statements statements;
    double start = now();
    idx_t count = duckdb_extract_statements(connection, sql, &statements);
    if (count == 0)
        fail(name, duckdb_extract_statements_error(statements));
    for (idx_t i = 0; i < count; i++) {
        duckdb_prepared_statement statement;
        duckdb_result result;
        if (duckdb_prepare_extracted_statement(connection, statements, i, &statement) != DuckDBSuccess)
            fail(name, duckdb_prepare_error(statement));
        if (duckdb_execute_prepared(statement, &result) != DuckDBSuccess)
            fail(name, duckdb_result_error(&result));
        if (i + 1 == count && print)
            print_result(&result);
        else
            for (duckdb_data_chunk chunk; (chunk = duckdb_fetch_chunk(result));)
                duckdb_destroy_data_chunk(&chunk);
        duckdb_destroy_result(&result);
        duckdb_destroy_prepare(&statement);
    }
    duckdb_destroy_extracted(&statements);
    return now() - start;
}

/* The same rows with every column cast to text: for printing alone, not for measuring. */
static char *as_text(const char *sql)
{
    const char *begin = sql + strspn(sql, " \n\t");
    size_t length = strlen(begin);
    while (length && strchr("; \n\t", begin[length - 1]))
        length--;
    size_t size = length + 128;
    char *text = malloc(size);
    if (!text)
        abort();
    /* sql: the file's own statement */
    snprintf(text, size, "SELECT CAST(COLUMNS(*) AS VARCHAR) FROM (%.*s)", (int)length, begin);
    return text;
}

static int ascending(const void *left, const void *right)
{
    double a = *(const double *)left, b = *(const double *)right;
    return (a > b) - (a < b);
}

static void measure(duckdb_connection connection, const char *name, int repeat, int print)
{
    char *sql = read_file(name);
    double seconds[REPEAT_MOST];
    for (int i = 0; i < repeat; i++)
        seconds[i] = run_once(connection, name, sql, 0);
    qsort(seconds, (size_t)repeat, sizeof seconds[0], ascending);
    fprintf(stderr, "%.6f %s\n", seconds[repeat / 2], name);
    if (print) {
        char *text = as_text(sql);
        run_once(connection, name, text, 1);
        free(text);
    }
    free(sql);
}

typedef struct Options {
    const char *threads, *memory, *init;
    int repeat, print;
} Options;

static int usage(void)
{
    fprintf(stderr, "usage: peer DATABASE [--threads N] [--memory LIMIT] [--repeat N] [--print] "
                    "[--init FILE] FILE.sql ...\n");
    return 2;
}

/* The index of the first file; 0 when what is given makes no sense. */
static int read_options(int argc, char **argv, Options *options)
{
    int i = 2;
    for (; i < argc && strncmp(argv[i], "--", 2) == 0; i++) {
        if (strcmp(argv[i], "--print") == 0) {
            options->print = 1;
            continue;
        }
        const char *value = i + 1 < argc ? argv[i + 1] : "";
        if (strcmp(argv[i], "--threads") == 0)
            options->threads = value;
        else if (strcmp(argv[i], "--memory") == 0)
            options->memory = value;
        else if (strcmp(argv[i], "--init") == 0)
            options->init = value;
        else if (strcmp(argv[i], "--repeat") == 0)
            options->repeat = (int)strtol(value, NULL, 10);
        else
            return 0;
        i++;
    }
    return i < argc && options->repeat >= 1 && options->repeat <= REPEAT_MOST ? i : 0;
}

static duckdb_database open_database(const char *name, const Options *options)
{
    duckdb_config config;
    duckdb_database database;
    char *error = NULL;
    if (duckdb_create_config(&config) != DuckDBSuccess)
        fail(name, NULL);
    if (options->threads)
        duckdb_set_config(config, "threads", options->threads);
    if (options->memory)
        duckdb_set_config(config, "memory_limit", options->memory);
    if (duckdb_open_ext(name, &database, config, &error) != DuckDBSuccess)
        fail(name, error);
    duckdb_destroy_config(&config);
    return database;
}

int main(int argc, char **argv)
{
    Options options = {.repeat = 1};
    int first = read_options(argc, argv, &options);
    if (first == 0)
        return usage();
    duckdb_database database = open_database(argv[1], &options);
    duckdb_connection connection;
    if (duckdb_connect(database, &connection) != DuckDBSuccess)
        fail(argv[1], NULL);
    if (options.init) {
        char *sql = read_file(options.init);
        run_once(connection, options.init, sql, 0);
        free(sql);
    }
    for (int i = first; i < argc; i++)
        measure(connection, argv[i], options.repeat, options.print);
    duckdb_disconnect(&connection);
    duckdb_close(&database);
    return 0;
}
