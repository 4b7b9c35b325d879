#include "cli/notes/names_print.h"

#include <stdio.h>
#include <string.h>

struct words {
    const char *operations, *tensors, *derivations;
};

static const struct words words[LANGUAGE_COUNT] = {
    {"operations: name, title", "tensors: name, role, title", "derivations: name, title"},
    {"运算：名称、标题", "张量：名称、角色、标题", "推导：名称、标题"},
};

/* A state has the layers of what it is like. */
static const char *layer_sign(const struct notation_symbol *symbol) {
    enum role role = symbol->role == ROLE_STATE ? symbol->like : symbol->role;
    return role_definition(role)->is_layered ? "[l]" : "";
}

static int larger(int width, size_t length) {
    return (int)length > width ? (int)length : width;
}

static void print_operations(const struct notation *notation, enum language language) {
    int width = 0;
    for (size_t i = 0; i < notation->operation_count; i++) {
        width = larger(width, strlen(notation->operations[i].name));
    }
    printf("\n%s\n", words[language].operations);
    for (size_t i = 0; i < notation->operation_count; i++) {
        const struct notation_operation *operation = &notation->operations[i];
        printf("    %-*s  %s\n", width, operation->name, operation->title.in[language]);
    }
}

static void print_tensors(const struct notation *notation, enum language language) {
    int width = 0, role_width = 0;
    for (size_t i = 0; i < notation->symbol_count; i++) {
        const struct notation_symbol *symbol = &notation->symbols[i];
        width = larger(width, strlen(symbol->name) + strlen(layer_sign(symbol)));
        role_width = larger(role_width, strlen(role_names[symbol->role]));
    }
    printf("\n%s\n", words[language].tensors);
    for (size_t i = 0; i < notation->symbol_count; i++) {
        const struct notation_symbol *symbol = &notation->symbols[i];
        int rest = width - (int)strlen(symbol->name);
        printf("    %s%-*s  %-*s  %s\n", symbol->name, rest, layer_sign(symbol), role_width,
               role_names[symbol->role], symbol->title.in[language]);
    }
}

static void print_derivations(const struct notation *notation, enum language language) {
    int width = 0;
    for (size_t i = 0; i < notation->derivation_count; i++) {
        width = larger(width, strlen(notation->derivations[i].id));
    }
    if (notation->derivation_count > 0) {
        printf("\n%s\n", words[language].derivations);
    }
    for (size_t i = 0; i < notation->derivation_count; i++) {
        const struct notation_derivation *derivation = &notation->derivations[i];
        printf("    %-*s  %s\n", width, derivation->id, derivation->title.in[language]);
    }
}

void names_print(const struct notation *notation, enum language language) {
    print_operations(notation, language);
    print_tensors(notation, language);
    print_derivations(notation, language);
}
