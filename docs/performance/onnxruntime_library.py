#!/usr/bin/env python3
"""ONNX Runtime's own library: out of convbench's jar into Python, or another into convbench's jar.

The PyPI wheel of onnxruntime is often of another version than Maven Central's jar. To tell what Java
adds from what the versions differ by, compare.py runs the jar's library from Python, without Java; and

    python3 docs/performance/onnxruntime_library.py CLONE LIBRARY

puts LIBRARY (say onnxruntime/capi/libonnxruntime.so.1.30.0 of the wheel) into the jar of a CLONE that
is built, for measurements alone. Functions of its C API are numbered as in OrtApi
(onnxruntime_c_api.h, whose order never changes).
"""
import ctypes
import os
import re
import sys
import zipfile

JAR = "harness/target/convbench/engines/onnxruntime/onnxruntime.jar"
NATIVES = "ai/onnxruntime/native/linux-x64/"
LIBRARY, JNI_LIBRARY = NATIVES + "libonnxruntime.so", NATIVES + "libonnxruntime4j_jni.so"
API_VERSION = 17
CREATE_ENV, CREATE_SESSION, RUN, CREATE_OPTIONS, SET_THREADS = 3, 7, 9, 10, 24
ERROR_MESSAGE, CREATE_TENSOR, CREATE_MEMORY_INFO = 2, 49, 69
FLOAT = 1
POINTER = ctypes.c_void_p


def unpack(jar, folder):
    """The library's path, taken out of the jar unless an earlier call did."""
    library = os.path.join(folder, "libonnxruntime.so")
    if not os.path.exists(library):
        with zipfile.ZipFile(jar) as entries, open(library, "wb") as file:
            file.write(entries.read(LIBRARY))
    return library


def put(library, jar):
    """Replaces the library in the jar, and the symbols' version that its JNI library asks for."""
    with open(library, "rb") as file:
        replacements = {LIBRARY: file.read()}
    with zipfile.ZipFile(jar) as source, zipfile.ZipFile(jar + ".new", "w") as target:
        replacements[JNI_LIBRARY] = asking_for(
            symbol_version(replacements[LIBRARY]), source.read(JNI_LIBRARY)
        )
        for entry in source.infolist():
            target.writestr(entry, replacements.get(entry.filename) or source.read(entry))
    os.replace(jar + ".new", jar)


def symbol_version(library):
    """By which version a library's symbols are called, e.g. VERS_1.29.0."""
    (version,) = set(re.findall(rb"VERS_\d+\.\d+\.\d+(?=\0)", library))
    return version


def asking_for(version, library):
    """The JNI library that needs, and says it is of, another version: of as long a name."""
    needed = symbol_version(library)
    if len(needed) != len(version) or library.count(elf_hash(needed)) != 1:
        raise SystemExit("%s cannot be put in place of %s" % (version.decode(), needed.decode()))
    library = library.replace(elf_hash(needed), elf_hash(version))
    return library.replace(needed[len("VERS_") :], version[len("VERS_") :])


def elf_hash(name):
    """System V's hash of a symbol's or version's name, as it lies in the file."""
    value = 0
    for character in name:
        value = (value << 4) + character
        value = (value ^ (value >> 24 & 0xF0)) & 0x0FFFFFFF
    return value.to_bytes(4, "little")


class Base(ctypes.Structure):
    _fields_ = [
        ("api", ctypes.CFUNCTYPE(POINTER, ctypes.c_uint32)),
        ("version", ctypes.CFUNCTYPE(ctypes.c_char_p)),
    ]


class Api:
    """The library's functions by number; each raises what it reports."""

    def __init__(self, library):
        base = ctypes.CDLL(library).OrtGetApiBase
        base.restype = ctypes.POINTER(Base)
        self.table = ctypes.cast(base().contents.api(API_VERSION), ctypes.POINTER(POINTER))

    def call(self, number, *arguments):
        status = ctypes.CFUNCTYPE(POINTER)(self.table[number])(*arguments)
        if status:
            message = ctypes.CFUNCTYPE(ctypes.c_char_p, POINTER)(self.table[ERROR_MESSAGE])
            raise RuntimeError(message(status).decode())

    def create(self, number, *arguments):
        created = POINTER()
        self.call(number, *arguments, ctypes.byref(created))
        return created


def forward_of(library, model, images, threads):
    """A function without arguments that runs one pass into an array of logits."""
    import numpy

    api = Api(library)
    environment = api.create(CREATE_ENV, 2, b"compare")
    options = api.create(CREATE_OPTIONS)
    api.call(SET_THREADS, options, threads)
    session = api.create(CREATE_SESSION, environment, model.encode(), options)
    memory = api.create(CREATE_MEMORY_INFO, 0, 0)

    def tensor(array):
        shape = (ctypes.c_int64 * array.ndim)(*array.shape)
        data, size = POINTER(array.ctypes.data), ctypes.c_size_t(array.nbytes)
        rank = ctypes.c_size_t(array.ndim)
        return api.create(CREATE_TENSOR, memory, data, size, shape, rank, FLOAT)

    logits = numpy.zeros((len(images), 1000), "float32")
    inputs, outputs = (POINTER * 1)(tensor(images)), (POINTER * 1)(tensor(logits))
    names = [(ctypes.c_char_p * 1)(name) for name in (b"images", b"logits")]
    one = ctypes.c_size_t(1)

    def forward():
        api.call(RUN, session, None, names[0], inputs, one, names[1], one, outputs)
        return logits

    forward.images = images  # its tensor is a view that holds nothing
    return forward


if __name__ == "__main__":
    put(sys.argv[2], os.path.join(sys.argv[1], JAR))
