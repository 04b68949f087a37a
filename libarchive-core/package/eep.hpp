#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace arc {

// An encapsulation package of one record as DA/T 48-2009 wants it (standards.md 1.8): an XML document whose elements
// have Chinese names. The files themselves stay beside it; their SHA-256 stands where their bytes could.

struct EepFile {
    std::string name;  // relative to the package
    std::int64_t bytes = 0;
    std::string sha256;
    std::string resolution;  // "300dpi"; "" where nobody knows
    std::string mode;        // 黑白 灰度 彩色
    std::string compression;
};

struct EepDocument {
    std::string archive_name;  // 档案馆名称
    std::string fonds_name;
    std::string body_name;      // 立档单位名称
    std::string record_number;  // 电子文件号
    std::string call_number;    // 档号
    std::string fonds;          // 全宗号
    std::string year;
    std::string retention;  // 保管期限
    std::string office;     // 机构或问题
    std::string item;       // 室编件号
    std::string title;
    std::string reference;  // 文件编号
    std::string author;
    std::string date;
    std::string secrecy;
    std::optional<std::int64_t> pages;  // 页数; nothing: nobody counted them
    std::string place;                  // 存储位置
    std::vector<EepFile> files;
};

struct EepEvent {
    std::string id;
    std::string person;
    std::string what;  // 业务行为
    std::string at;    // instant
};

struct EepPackage {
    std::string created;  // instant
    std::string unit;     // 创建单位
    EepDocument document;
    std::vector<EepEvent> events;
};

std::string eep_text(const EepPackage& package);

}  // namespace arc
