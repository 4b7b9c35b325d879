/* app/video for a page, which is the display: of SDL only time and events are needed. */

#include "app/video.h"
#include "base/memory.h"

#include <SDL.h>

#include <stdlib.h>

bool video_open(enum language language) {
    (void)language;
    SDL_SetMemoryFunctions(memory_allocate, memory_allocate_zeroed, memory_resize, free);
    return SDL_Init(SDL_INIT_EVENTS) == 0;
}

bool video_open_next(void) {
    return false;
}

void video_close(void) {
    SDL_Quit();
}
