"""ONNX Runtime's own library out of convbench's jar, called from Python without Java.

The PyPI wheel of onnxruntime is another build, and often another version, than Maven Central's; to
tell what Java adds from what the builds differ by, compare.py runs this library, too. Functions of
its C API are numbered as in OrtApi (onnxruntime_c_api.h, whose order never changes).
"""
import ctypes
import os
import zipfile

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
            file.write(entries.read("ai/onnxruntime/native/linux-x64/libonnxruntime.so"))
    return library


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

    return forward
