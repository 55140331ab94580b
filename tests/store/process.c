#include "process.h"

#include "testing.h"

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

Process process_start(const char *verb, const char *store, const char *argument)
{
    int to[2], from[2];
    assert_int_equal(pipe2(to, O_CLOEXEC), 0);
    assert_int_equal(pipe2(from, O_CLOEXEC), 0);
    Process process = {.pid = fork()};
    if (process.pid == 0) {
        dup2(to[0], STDIN_FILENO);
        dup2(from[1], STDOUT_FILENO);
        execl(HELPER, HELPER, verb, store, argument, (char *)NULL);
        _exit(127);
    }
    close(to[0]);
    close(from[1]);
    process.input = to[1];
    process.output = fdopen(from[0], "r");
    return process;
}

long process_kill(Process *process)
{
    kill(process->pid, SIGKILL);
    char line[512];
    long last = 0;
    while (fgets(line, sizeof line, process->output))
        if (strchr(line, '\n') && strspn(line, "0123456789\n") == strlen(line))
            last = strtol(line, NULL, 10);
        else
            print_error("%s", line);
    int status;
    waitpid(process->pid, &status, 0);
    assert_true(WIFSIGNALED(status));
    fclose(process->output);
    close(process->input);
    return last;
}

int process_finish(Process *process)
{
    close(process->input);
    int status;
    waitpid(process->pid, &status, 0);
    fclose(process->output);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}
