#include "notation/role.h"

#include <assert.h>

static const struct role_definition definitions[] = {
    [ROLE_TARGET] = {"target", false, 0, true},
    [ROLE_WEIGHT] = {"weight", true, 1, true},
    [ROLE_BIAS] = {"bias", true, 1, true},
    [ROLE_PREACTIVATION] = {"preactivation", true, 1, false},
    [ROLE_ACTIVATION] = {"activation", true, 0, false},
    [ROLE_LOSS] = {"loss", false, 0, false},
    [ROLE_ACTIVATION_GRADIENT] = {"activation_gradient", true, 0, false},
    [ROLE_ERROR] = {"error", true, 1, false},
    [ROLE_WEIGHT_GRADIENT] = {"weight_gradient", true, 1, false},
    [ROLE_BIAS_GRADIENT] = {"bias_gradient", true, 1, false},
    [ROLE_RATE] = {"rate", false, 0, true},
    [ROLE_SAMPLE_COUNT] = {"count", false, 0, true},
    [ROLE_CONSTANT] = {"constant", false, 0, true},
    [ROLE_STATE] = {"state", false, 0, true},
};
static_assert(sizeof definitions / sizeof *definitions == ROLE_COUNT, "one row a role");

const char *const role_names[ROLE_COUNT] = {"target",
                                            "weight",
                                            "bias",
                                            "preactivation",
                                            "activation",
                                            "loss",
                                            "activation_gradient",
                                            "error",
                                            "weight_gradient",
                                            "bias_gradient",
                                            "rate",
                                            "count",
                                            "constant",
                                            "state"};

const struct role_definition *role_definition(enum role role) {
    return &definitions[role];
}

bool role_is_number(enum role role) {
    return role == ROLE_RATE || role == ROLE_SAMPLE_COUNT || role == ROLE_CONSTANT;
}
