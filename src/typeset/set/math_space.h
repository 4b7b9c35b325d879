#ifndef BACKSTEP_TYPESET_SET_MATH_SPACE_H
#define BACKSTEP_TYPESET_SET_MATH_SPACE_H

/* TeX's spacing between atoms by their classes (The TeXbook, chapter 18). Only this room uses it.
 */

#include "typeset/set/math_frame.h"

/* How the node's left and right side behave: brackets that grow are brackets to their neighbours,
 * so that f\left(x\right) is set as f(x). */
enum math_class math_left_class(const struct math_node *node);
enum math_class math_right_class(const struct math_node *node, enum math_class effective);
/* The class that the node's left side has after one of that class and before what follows it: a
 * sign with nothing to join is no binary operator. */
enum math_class math_effective_class(const struct math_node *node, enum math_class before);
enum math_class math_effective_class_of(enum math_class own, enum math_class before,
                                        enum math_class next);
/* The foot of an f hangs out to the left: pixels that it is moved away from a sign before it. */
float math_overhang_gap(const struct math_frame *frame, enum math_class before, float size);
/* Ems, between an atom of the class left (previous, or NULL) and one of the class right (node, or
 * NULL). */
float math_atom_gap(const struct math_node *previous, const struct math_node *node,
                    enum math_class left, enum math_class right, struct math_style style);

#endif
