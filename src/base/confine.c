#include "base/confine.h"

#include "base/translate.h"

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stdint.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* Of later kernels than the headers of Debian 12 (Landlock's second and third version). */
#ifndef LANDLOCK_ACCESS_FS_REFER
#define LANDLOCK_ACCESS_FS_REFER (1ULL << 13)
#endif
#ifndef LANDLOCK_ACCESS_FS_TRUNCATE
#define LANDLOCK_ACCESS_FS_TRUNCATE (1ULL << 14)
#endif

#define ALL_FIRST ((1ULL << 13) - 1) /* the rights of Landlock's first version */
#define READING (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define OF_FILES (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_TRUNCATE)

static uint64_t handled_rights(long version)
{
    uint64_t rights = ALL_FIRST;
    if (version >= 2)
        rights |= LANDLOCK_ACCESS_FS_REFER;
    if (version >= 3)
        rights |= LANDLOCK_ACCESS_FS_TRUNCATE;
    return rights;
}

static Status add_rule(int rules, const ConfineRule *rule, uint64_t handled, Error *error)
{
    int descriptor = open(rule->path, O_PATH | O_CLOEXEC);
    struct stat found;
    if (descriptor < 0 && (errno == ENOENT || errno == ENOTDIR || errno == EACCES))
        return STATUS_OK;
    if (descriptor < 0 || fstat(descriptor, &found) != 0) {
        int reason = errno;
        if (descriptor >= 0)
            close(descriptor);
        return error_set_errno(error, reason, "%s", rule->path);
    }
    uint64_t rights = rule->write ? handled & ~(uint64_t)LANDLOCK_ACCESS_FS_EXECUTE : READING;
    struct landlock_path_beneath_attr beneath = {.allowed_access = S_ISDIR(found.st_mode) ? rights : rights & OF_FILES,
                                                 .parent_fd = descriptor};
    long result = syscall(SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
    int reason = errno;
    close(descriptor);
    return result ? error_set_errno(error, reason, "%s", rule->path) : STATUS_OK;
}

Status confine_files(const ConfineRule *rules, size_t count, bool *ret_done, Error *error)
{
    *ret_done = false;
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 1)
        return STATUS_OK;
    struct landlock_ruleset_attr attributes = {.handled_access_fs = handled_rights(version)};
    int set = (int)syscall(SYS_landlock_create_ruleset, &attributes, sizeof attributes, 0);
    if (set < 0)
        return error_set_errno(error, errno, "landlock_create_ruleset");
    Status status = STATUS_OK;
    for (size_t i = 0; i < count && status == STATUS_OK; i++)
        status = add_rule(set, &rules[i], attributes.handled_access_fs, error);
    if (status == STATUS_OK && (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0 || syscall(SYS_landlock_restrict_self, set, 0) != 0))
        status = error_set_errno(error, errno, "landlock_restrict_self");
    close(set);
    *ret_done = status == STATUS_OK;
    return status;
}

#if defined(__x86_64__)
#define OUR_MACHINE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define OUR_MACHINE AUDIT_ARCH_AARCH64
#endif

/* The sanitizers' look for leaks traces the process itself. */
#if defined(OUR_MACHINE) && !defined(__SANITIZE_ADDRESS__)
static const int refused[] = {
    SYS_execve, SYS_execveat, SYS_ptrace, SYS_process_vm_readv, SYS_process_vm_writev, SYS_kcmp, SYS_pidfd_getfd,
    SYS_mount, SYS_umount2, SYS_pivot_root, SYS_chroot, SYS_open_by_handle_at, SYS_fsopen, SYS_fsmount, SYS_move_mount,
    SYS_open_tree, SYS_setns, SYS_unshare, SYS_init_module, SYS_finit_module, SYS_delete_module, SYS_kexec_load,
    SYS_bpf, SYS_perf_event_open, SYS_userfaultfd, SYS_add_key, SYS_request_key, SYS_keyctl, SYS_reboot, SYS_swapon,
    SYS_swapoff, SYS_acct, SYS_quotactl, SYS_settimeofday, SYS_clock_settime, SYS_sethostname, SYS_setdomainname,
    SYS_personality, SYS_io_uring_setup, SYS_io_uring_enter, SYS_io_uring_register,
};
enum { REFUSED = sizeof refused / sizeof refused[0], BEFORE = 4, AFTER = 2 };

/* The number is looked at after the machine: another machine's calls have other numbers. */
static void write_filter(struct sock_filter *filter)
{
    static const unsigned x32 = 0x40000000; /* a second set of numbers of the same machine */
    size_t at = 0;
    filter[at++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch));
    filter[at++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, OUR_MACHINE, 0, REFUSED + BEFORE - 2 + 1);
    filter[at++] = (struct sock_filter)BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
    filter[at++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, x32, REFUSED + 1, 0);
    for (size_t i = 0; i < REFUSED; i++)
        filter[at++] = (struct sock_filter)BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)refused[i], (unsigned char)(REFUSED - i), 0);
    filter[at++] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    filter[at] = (struct sock_filter)BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM);
}

Status confine_calls(bool *ret_done, Error *error)
{
    struct sock_filter filter[BEFORE + REFUSED + AFTER];
    write_filter(filter);
    struct sock_fprog program = {.len = BEFORE + REFUSED + AFTER, .filter = filter};
    *ret_done = false;
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0)
        return error_set_errno(error, errno, "prctl");
    *ret_done = prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == 0;
    return STATUS_OK;
}
#else
Status confine_calls(bool *ret_done, Error *error)
{
    (void)error;
    *ret_done = false;
    return STATUS_OK;
}
#endif
