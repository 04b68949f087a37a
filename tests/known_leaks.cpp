// LeakSanitizer asks this function, by this name, which leaks are known. Debian 12's cairo 1.16 loses 768 bytes for each font
// that it embeds in a PDF, fontconfig 288 bytes of its configuration; neither is ours to mend.
extern "C" const char* __lsan_default_suppressions();
extern "C" const char* __lsan_default_suppressions() {
    return "leak:libcairo.so\nleak:libfontconfig.so\n";
}
