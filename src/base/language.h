#ifndef BACKSTEP_BASE_LANGUAGE_H
#define BACKSTEP_BASE_LANGUAGE_H

/* The languages that everything is said in. */

enum language { LANGUAGE_ENGLISH, LANGUAGE_CHINESE, LANGUAGE_COUNT };

#endif
