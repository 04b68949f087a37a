#include "barcode/write_barcode.hpp"

#include <doctest/doctest.h>

using namespace arc;

TEST_CASE("the modules of a Code 128 begin and end as its symbology says") {
    const ModuleMatrix code = encode_barcode(BarcodeFormat::Code128, "ARCD000000123Z").value_or_throw();
    REQUIRE(code.linear());
    CHECK((code.width - 13) % 11 == 0);  // symbols of 11 modules and a stop of 13 (ISO/IEC 15417)
    std::string stop;
    for (int x = code.width - 13; x < code.width; ++x) {
        stop += code.dark(x, 0) ? '1' : '0';
    }
    CHECK(stop == "1100011101011");
    CHECK(code.dark(0, 0));
}

TEST_CASE("a QR code of ours takes the smallest symbol, without quiet zone") {
    const ModuleMatrix code = encode_barcode(BarcodeFormat::QRCode, "ARCD000000123Z").value_or_throw();
    CHECK(code.width == 21);
    CHECK(code.height == 21);
    CHECK(code.dark(0, 0));
    CHECK(code.dark(20, 0));
}

TEST_CASE("text that a format cannot carry, and formats that are not printed, are refused") {
    CHECK(encode_barcode(BarcodeFormat::QRCode, "档案").ok());
    for (const BarcodeFormat format : {BarcodeFormat::Code128, BarcodeFormat::Code39, BarcodeFormat::DataMatrix}) {
        CHECK(encode_barcode(format, "档案").error().code == ErrorCode::usage);
        CHECK(encode_barcode(format, "").error().code == ErrorCode::usage);
    }
    CHECK(encode_barcode(BarcodeFormat::Code39, "abc").error().message() == "abc: Code39 cannot carry this text");
    CHECK(encode_barcode(BarcodeFormat::QRCode, std::string(9000, 'x')).error().code == ErrorCode::usage);
    CHECK(encode_barcode(BarcodeFormat::MaxiCode, "x").error().message() ==
          "MaxiCode: cannot be printed; use Code128, Code39, DataMatrix or QRCode");
}
