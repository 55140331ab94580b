# mizan_embed(TARGET SYMBOL BASE FILES...): puts files into a library as constant bytes.
#
# Generates SYMBOL.c with `const EmbeddedFile SYMBOL[]` and `const size_t SYMBOL_count` (base/embedded.h);
# a file's name is its path relative to BASE. Bytes are kept exactly; a NUL stands behind each for those
# who read text. The assembler's .incbin does the copying, so that size costs no compile time.
function(mizan_embed target symbol base)
    set(out ${CMAKE_CURRENT_BINARY_DIR}/${symbol}.c)
    set(body "#include \"base/embedded.h\"\n\nextern const EmbeddedFile ${symbol}[];\nextern const size_t ${symbol}_count;\n\n")
    set(rows "")
    set(index 0)
    foreach(file ${ARGN})
        file(RELATIVE_PATH name ${base} ${file})
        string(APPEND body
            "__asm__(\".section .rodata\\n.global ${symbol}_${index}\\n${symbol}_${index}:\\n.incbin \\\"${file}\\\"\\n\"\n"
            "        \".global ${symbol}_${index}_end\\n${symbol}_${index}_end:\\n.byte 0\\n.previous\\n\");\n"
            "extern const unsigned char ${symbol}_${index}[], ${symbol}_${index}_end[];\n")
        string(APPEND rows "    {\"${name}\", ${symbol}_${index}, ${symbol}_${index}_end},\n")
        math(EXPR index "${index} + 1")
    endforeach()
    string(APPEND body "\nconst EmbeddedFile ${symbol}[] = {\n${rows}    {0, 0, 0},\n};\nconst size_t ${symbol}_count = ${index};\n")
    file(GENERATE OUTPUT ${out} CONTENT "${body}")
    set_source_files_properties(${out} PROPERTIES GENERATED ON OBJECT_DEPENDS "${ARGN}")
    target_sources(${target} PRIVATE ${out})
endfunction()
