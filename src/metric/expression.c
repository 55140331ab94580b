#include "metric/expression.h"

#include "base/translate.h"

#include <ctype.h>
#include <math.h>
#include <string.h>

enum { DEPTH_LIMIT = 32, LENGTH_LIMIT = 1000, NAME_LIMIT = 64 };

typedef enum NodeKind {
    NODE_NUMBER,
    NODE_NAME,
    NODE_ADD,
    NODE_SUBTRACT,
    NODE_MULTIPLY,
    NODE_DIVIDE,
    NODE_NEGATE,
    NODE_MIN,
    NODE_MAX,
    NODE_POWER,
} NodeKind;

struct Expression {
    NodeKind kind;
    double number;
    const char *name;
    ComponentTime time;
    const Expression *left, *right;
};

typedef struct Parser {
    Arena *arena;
    Text rest;
    const char *start;
    int depth;
    Error *error;
} Parser;

static Status parse_sum(Parser *parser, const Expression **ret_expression);

static void skip_space(Parser *parser)
{
    while (parser->rest.length && isspace((unsigned char)parser->rest.bytes[0]))
        parser->rest = (Text){parser->rest.bytes + 1, parser->rest.length - 1};
}

static bool take(Parser *parser, char symbol)
{
    skip_space(parser);
    if (!parser->rest.length || parser->rest.bytes[0] != symbol)
        return false;
    parser->rest = (Text){parser->rest.bytes + 1, parser->rest.length - 1};
    return true;
}

static Status refuse(Parser *parser, const char *expected)
{
    error_set(parser->error, STATUS_INVALID_DATA, _("the formula is not understood: %s is expected"), expected);
    error_where(parser->error, _("character %zu of the formula"), (size_t)(parser->rest.bytes - parser->start) + 1);
    error_value(parser->error, parser->rest.bytes, parser->rest.length);
    return parser->error->status;
}

static Expression *new_node(Parser *parser, NodeKind kind, const Expression *left, const Expression *right)
{
    Expression *node = ARENA_NEW(parser->arena, Expression);
    *node = (Expression){.kind = kind, .left = left, .right = right};
    return node;
}

static Text take_while(Parser *parser, bool (*belongs)(char))
{
    size_t length = 0;
    while (length < parser->rest.length && belongs(parser->rest.bytes[length]))
        length++;
    Text taken = {parser->rest.bytes, length};
    parser->rest = (Text){parser->rest.bytes + length, parser->rest.length - length};
    return taken;
}

static bool in_number(char c)
{
    return isdigit((unsigned char)c) || c == '.';
}

static bool in_name(char c)
{
    return isalnum((unsigned char)c) || c == '_';
}

/* The functions of two arguments. */
static bool function_kind(Text function, NodeKind *ret_kind)
{
    static const struct { const char *name; NodeKind kind; } functions[] = {
        {"min", NODE_MIN}, {"max", NODE_MAX}, {"pow", NODE_POWER}};
    for (size_t i = 0; i < sizeof functions / sizeof functions[0]; i++) {
        if (text_equals(function, functions[i].name)) {
            *ret_kind = functions[i].kind;
            return true;
        }
    }
    return false;
}

/* min(a, b), max(a, b), pow(a, b), previous(name), year_before(name): the parenthesis is already taken. */
static Status parse_call(Parser *parser, Text function, const Expression **ret_expression)
{
    NodeKind kind;
    if (function_kind(function, &kind)) {
        const Expression *left, *right;
        TRY(parse_sum(parser, &left));
        if (!take(parser, ','))
            return refuse(parser, "\",\"");
        TRY(parse_sum(parser, &right));
        *ret_expression = new_node(parser, kind, left, right);
    } else if (text_equals(function, "previous") || text_equals(function, "year_before")) {
        skip_space(parser);
        Text name = take_while(parser, in_name);
        if (!name.length || name.length > NAME_LIMIT || isdigit((unsigned char)name.bytes[0]))
            return refuse(parser, _("the name of a component"));
        Expression *node = new_node(parser, NODE_NAME, NULL, NULL);
        node->name = text_string(parser->arena, name);
        node->time = text_equals(function, "previous") ? COMPONENT_PREVIOUS : COMPONENT_YEAR_BEFORE;
        *ret_expression = node;
    } else {
        return refuse(parser, "min, max, pow, previous, year_before");
    }
    return take(parser, ')') ? STATUS_OK : refuse(parser, "\")\"");
}

static Status parse_number(Parser *parser, const Expression **ret_expression)
{
    Text digits = take_while(parser, in_number);
    Expression *node = new_node(parser, NODE_NUMBER, NULL, NULL);
    if (!text_to_double(digits, &node->number))
        return refuse(parser, _("a number"));
    *ret_expression = node;
    return STATUS_OK;
}

static Status parse_factor(Parser *parser, const Expression **ret_expression)
{
    if (++parser->depth > DEPTH_LIMIT)
        return refuse(parser, _("less nesting"));
    skip_space(parser);
    char first = parser->rest.length ? parser->rest.bytes[0] : '\0';
    Status status = STATUS_OK;
    if (take(parser, '(')) {
        status = parse_sum(parser, ret_expression);
        if (status == STATUS_OK && !take(parser, ')'))
            status = refuse(parser, "\")\"");
    } else if (take(parser, '-')) {
        const Expression *operand;
        status = parse_factor(parser, &operand);
        if (status == STATUS_OK)
            *ret_expression = new_node(parser, NODE_NEGATE, operand, NULL);
    } else if (isdigit((unsigned char)first)) {
        status = parse_number(parser, ret_expression);
    } else if (isalpha((unsigned char)first) || first == '_') {
        Text name = take_while(parser, in_name);
        if (take(parser, '(')) {
            status = parse_call(parser, name, ret_expression);
        } else {
            Expression *node = new_node(parser, NODE_NAME, NULL, NULL);
            node->name = text_string(parser->arena, name);
            *ret_expression = node;
        }
    } else {
        status = refuse(parser, _("a number, a name or \"(\""));
    }
    parser->depth--;
    return status;
}

static Status parse_product(Parser *parser, const Expression **ret_expression)
{
    const Expression *left, *right;
    TRY(parse_factor(parser, &left));
    for (;;) {
        NodeKind kind;
        if (take(parser, '*'))
            kind = NODE_MULTIPLY;
        else if (take(parser, '/'))
            kind = NODE_DIVIDE;
        else
            break;
        TRY(parse_factor(parser, &right));
        left = new_node(parser, kind, left, right);
    }
    *ret_expression = left;
    return STATUS_OK;
}

static Status parse_sum(Parser *parser, const Expression **ret_expression)
{
    const Expression *left, *right;
    TRY(parse_product(parser, &left));
    for (;;) {
        NodeKind kind;
        if (take(parser, '+'))
            kind = NODE_ADD;
        else if (take(parser, '-'))
            kind = NODE_SUBTRACT;
        else
            break;
        TRY(parse_product(parser, &right));
        left = new_node(parser, kind, left, right);
    }
    *ret_expression = left;
    return STATUS_OK;
}

Status expression_parse(Arena *arena, Text text, const Expression **ret_expression, Error *error)
{
    if (text.length > LENGTH_LIMIT)
        return error_set(error, STATUS_INVALID_DATA, _("the formula is longer than %d characters"), LENGTH_LIMIT);
    Parser parser = {.arena = arena, .rest = text, .start = text.bytes, .error = error};
    const Expression *expression;
    TRY(parse_sum(&parser, &expression));
    skip_space(&parser);
    if (parser.rest.length)
        return refuse(&parser, _("an operator or the end"));
    *ret_expression = expression;
    return STATUS_OK;
}

typedef struct Evaluation {
    ComponentLookup lookup;
    void *context;
    const char *name;
} Evaluation;

/* The first name under a node: what a reader would call the divisor. */
static const char *first_name(const Expression *node)
{
    if (!node || node->kind == NODE_NAME)
        return node ? node->name : "";
    const char *left = first_name(node->left);
    return *left ? left : first_name(node->right);
}

static ExpressionOutcome evaluate(Evaluation *evaluation, const Expression *node, double *ret_number)
{
    double left = 0, right = 0;
    if (node->kind == NODE_NUMBER) {
        *ret_number = node->number;
        return EXPRESSION_DEFINED;
    }
    if (node->kind == NODE_NAME) {
        evaluation->name = node->name;
        return evaluation->lookup(evaluation->context, node->name, node->time, ret_number) ? EXPRESSION_DEFINED
                                                                                            : EXPRESSION_NO_DATA;
    }
    ExpressionOutcome outcome = evaluate(evaluation, node->left, &left);
    if (outcome == EXPRESSION_DEFINED && node->right)
        outcome = evaluate(evaluation, node->right, &right);
    if (outcome != EXPRESSION_DEFINED)
        return outcome;
    switch (node->kind) {
    case NODE_ADD:
        *ret_number = left + right;
        break;
    case NODE_SUBTRACT:
        *ret_number = left - right;
        break;
    case NODE_MULTIPLY:
        *ret_number = left * right;
        break;
    case NODE_DIVIDE:
        if (right == 0) {
            evaluation->name = first_name(node->right);
            return EXPRESSION_DIVISION_BY_ZERO;
        }
        *ret_number = left / right;
        break;
    case NODE_MIN:
        *ret_number = fmin(left, right);
        break;
    case NODE_MAX:
        *ret_number = fmax(left, right);
        break;
    case NODE_POWER:
        *ret_number = pow(left, right); /* what is not a number becomes undefined at the end */
        break;
    case NODE_NEGATE:
        *ret_number = -left;
        break;
    case NODE_NUMBER:
    case NODE_NAME:
        break;
    }
    return EXPRESSION_DEFINED;
}

ExpressionOutcome expression_evaluate(const Expression *expression, ComponentLookup lookup, void *context,
                                      double *ret_number, const char **ret_name)
{
    Evaluation evaluation = {.lookup = lookup, .context = context, .name = ""};
    double number = 0;
    ExpressionOutcome outcome = evaluate(&evaluation, expression, &number);
    if (outcome == EXPRESSION_DEFINED && !isfinite(number))
        outcome = EXPRESSION_NO_DATA;
    if (outcome == EXPRESSION_DEFINED)
        *ret_number = number;
    else
        *ret_name = evaluation.name;
    return outcome;
}

void expression_names(const Expression *expression, void (*visit)(void *context, const char *name, ComponentTime time),
                      void *context)
{
    if (!expression)
        return;
    if (expression->kind == NODE_NAME)
        visit(context, expression->name, expression->time);
    expression_names(expression->left, visit, context);
    expression_names(expression->right, visit, context);
}
