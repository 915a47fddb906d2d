/* An ordinary cloud disk: two milliseconds more for every sync. Loaded before a server by LD_PRELOAD. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <time.h>

static void wait_two_milliseconds(void)
{
    struct timespec pause = {0, 2000000};
    nanosleep(&pause, 0);
}

static int slowly(const char *name, int file)
{
    int (*sync_file)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    wait_two_milliseconds();
    return sync_file(file);
}

int fsync(int file)
{
    return slowly("fsync", file);
}

int fdatasync(int file)
{
    return slowly("fdatasync", file);
}
