#include "package/eep.hpp"

#include "package/xml_text.hpp"

namespace arc {
namespace {

using pugi::xml_node;

void put_files(xml_node entity, const std::vector<EepFile>& files) {
    xml_node data = entity.append_child("文件数据");
    int number = 0;
    for (const EepFile& file : files) {
        ++number;
        xml_node document = data.append_child("文档");
        document.append_child("文档标识符").text().set(("修改0-文档" + std::to_string(number)).c_str());
        document.append_child("文档序号").text().set(number);
        xml_node holder = document.append_child("文档数据");
        holder.append_attribute("文档数据ID") = ("修改0-文档" + std::to_string(number) + "-文档数据1").c_str();
        xml_node coding = holder.append_child("编码");
        coding.append_attribute("编码ID") = ("修改0-文档" + std::to_string(number) + "-文档数据1-编码1").c_str();
        xml_node electronic = coding.append_child("电子属性");
        put_text(electronic, "计算机文件名", file.name);
        put_text(electronic, "计算机文件大小", std::to_string(file.bytes));
        if (!file.resolution.empty()) {
            xml_node digital = coding.append_child("数字化属性");
            put_text(digital, "数字化对象形态", "纸质");
            put_text(digital, "扫描分辨率", file.resolution);
            put_text(digital, "扫描色彩模式", file.mode);
            put_text_if(digital, "图像压缩方案", file.compression);
        }
        put_text(coding, "编码描述", "外部文件，编码数据为其SHA-256摘要");
        put_text(coding, "反编码关键字", "SHA-256");
        put_text(coding, "编码数据", file.sha256);
    }
}

void put_entity(xml_node block, const EepDocument& document) {
    xml_node entity = block.append_child("文件实体");
    put_text(entity, "聚合层次", "件");
    xml_node source = entity.append_child("来源");
    put_text_if(source, "档案馆名称", document.archive_name);
    put_text_if(source, "全宗名称", document.fonds_name);
    put_text(source, "立档单位名称", document.body_name);
    put_text(entity, "电子文件号", document.record_number);
    xml_node number = entity.append_child("档号");
    put_text_if(number, "档号", document.call_number);
    put_text_if(number, "全宗号", document.fonds);
    put_text(number, "年度", document.year);
    put_text(number, "保管期限", document.retention);
    put_text_if(number, "机构或问题", document.office);
    put_text(number, "室编件号", document.item);
    xml_node content = entity.append_child("内容描述");
    put_text(content, "题名", document.title);
    put_text_if(content, "文件编号", document.reference);
    put_text(content, "责任者", document.author);
    put_text(content, "日期", document.date);
    put_text(content, "密级", document.secrecy);
    xml_node form = entity.append_child("形式特征");
    put_text(form, "文件组合类型", document.files.size() > 1 ? "组合文件" : "单件");
    put_text(form, "页数", document.pages ? std::to_string(*document.pages) : std::string());
    put_text(form, "语种", "汉语");
    put_text_if(entity, "存储位置", document.place);
    put_files(entity, document.files);
}

}  // namespace

std::string eep_text(const EepPackage& package) {
    pugi::xml_document document;
    xml_node root = begin_document(document, "电子文件封装包");
    root.append_attribute("xmlns") = "http://www.saac.gov.cn/standards/ERM/encapsulation";
    put_text(root, "封装包格式描述", "本封装包依据DA/T 48-2009《基于XML的电子文件封装规范》生成");
    put_text(root, "版本", "2009");
    xml_node signed_part = root.append_child("被签名对象");
    signed_part.append_attribute("eep版本") = "2009";
    put_text(signed_part, "封装包类型", "原始型");
    put_text(signed_part, "封装包类型描述", "原始型封装包，数字化副本以外部文件保存");
    put_text(signed_part, "创建时间", package.created);
    put_text(signed_part, "创建单位", package.unit);
    xml_node content = signed_part.append_child("封装内容");
    put_entity(content.append_child("文件实体块"), package.document);
    xml_node business = content.append_child("业务实体块");
    xml_node people = content.append_child("机构人员实体块");
    for (const EepEvent& event : package.events) {
        xml_node entity = business.append_child("业务实体");
        put_text(entity, "业务标识符", event.id);
        put_text(entity, "机构人员标识符", event.person);
        put_text(entity, "文件标识符", package.document.record_number);
        put_text(entity, "业务状态", "历史行为");
        put_text(entity, "业务行为", event.what);
        put_text(entity, "行为时间", event.at);
        if (!people.find_child_by_attribute("标识", event.person.c_str())) {
            xml_node person = people.append_child("机构人员实体");
            person.append_attribute("标识") = event.person.c_str();
            put_text(person, "机构人员标识符", event.person);
            put_text(person, "机构人员名称", event.person);
        }
    }
    // The attribute told persons apart while they were put; the standard has none.
    for (xml_node person : people.children()) {
        person.remove_attribute("标识");
    }
    return text_of_document(document);
}

}  // namespace arc
