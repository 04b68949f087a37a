#include "rules/usual_columns.hpp"

namespace arc {
namespace {

using Names = std::vector<std::string>;

ColumnRule private_column(std::string name, Names aliases) {
    ColumnRule rule = column(std::move(name), std::move(aliases));
    rule.is_private = true;
    return rule;
}

// The key of a table: in every row, and once.
ColumnRule key(std::string name, Names aliases) {
    ColumnRule rule = column(std::move(name), std::move(aliases));
    rule.required = true;
    rule.unique = true;
    return rule;
}

ColumnRule required(ColumnRule rule) {
    rule.required = true;
    return rule;
}

ColumnRule with_title(ColumnRule rule, const Title& title) {
    Names names;
    add_title(names, title);
    rule.aliases.insert(rule.aliases.begin(), names.begin(), names.end());
    return rule;
}

ColumnRule customer_number(const Profile& profile, std::string name) {
    return with_title(column(std::move(name), {"户号", "客户编号", "客户号", "用户编号"}), profile.subject.label);
}

ColumnRule ticket_number(const Profile& profile, std::string name) {
    return with_title(column(std::move(name), {"工单号", "工单编号", "申请编号", "业务编号"}), profile.tickets.label);
}

const Names unit_words{"单位", "供电所", "管理单位", "所属单位"};
const Names person_words{"责任人", "负责人", "客户经理"};

std::vector<ColumnRule> customer_columns(const Profile& profile) {
    const Subject& subject = profile.subject;
    ColumnRule number = required(customer_number(profile, "number"));
    number.unique = true;
    number.pattern = subject.number;
    return {number,
            column("name", {"户名", "姓名", "名称", "客户名称", "用户名称"}),
            choice(column("class", {"类别", "客户类别", "用户类别"}), subject.classes),
            choice(column("kind", {"性质", "客户性质", "客户类型"}), subject.kinds),
            column("unit", unit_words),
            column("phone", {"电话", "联系电话", "手机", "手机号"}),
            column("address", {"地址", "住址", "用电地址"}),
            column("id_number", {"证件号码", "证件号", "身份证号", "身份证号码"}),
            column("legal_entity", {"法人", "法人单位", "法人名称"}),
            choice(column("status", {"状态", "客户状态", "用户状态"}), subject.statuses),
            column("opened", {"开户日期", "立户日期"}, ColumnType::day),
            column("closed", {"销户日期"}, ColumnType::day),
            column("responsible", person_words),
            column("since", {"as_of", "生效日期", "变更日期"}, ColumnType::day)};
}

std::vector<ColumnRule> ticket_columns(const Profile& profile) {
    ColumnRule number = required(ticket_number(profile, "number"));
    number.unique = true;
    number.pattern = profile.tickets.number;
    ColumnRule customer = customer_number(profile, "customer");
    customer.required = profile.subject.kind != SubjectKind::none;
    return {number,
            customer,
            choice(required(column("type", {"业务类型", "工单类型", "业务类别"})), profile.ticket_types),
            required(column("opened", {"受理日期", "申请日期"}, ColumnType::day)),
            choice(column("stage", {"环节", "当前环节", "阶段"}), profile.stages),
            column("stage_entered", {"环节日期", "环节时间", "到达时间"}),
            column("responsible", {"责任人", "负责人", "经办人", "客户经理"}),
            column("unit", unit_words),
            column("closed", {"归档日期", "办结日期", "完成日期"}, ColumnType::day)};
}

std::vector<ColumnRule> stage_columns(const Profile& profile) {
    return {required(ticket_number(profile, "ticket")),
            choice(required(column("stage", {"环节", "阶段"})), profile.stages),
            required(column("entered", {"进入时间", "到达时间", "环节时间", "环节日期", "日期"}))};
}

std::vector<ColumnRule> place_columns(const Profile& profile) {
    return {key("code", {"编码", "库位编码", "库位号", "位置编码"}),
            required(column("name", {"名称", "库位名称"})),
            column("parent", {"上级", "上级编码", "上级库位"}),
            choice(required(column("kind", {"层级", "类型"})), profile.places.levels),
            choice(column("zone", {"区域", "分区"}), profile.places.zones),
            column("capacity", {"容量", "容量(mm)"}, ColumnType::integer),
            column("most", {"数量上限", "最多件数"}, ColumnType::integer),
            column("keeper", {"责任人", "保管人"}),
            column("closed", {"停用日期"}, ColumnType::day)};
}

std::vector<ColumnRule> document_columns(const Profile& profile) {
    return {column("number", {"档号"}),
            choice(column("type", {"资料类型", "文件类型", "资料名称", "材料名称"}), profile.document_types),
            ticket_number(profile, "ticket"),
            customer_number(profile, "customer"),
            column("series", {"类别号", "类号", "分类号"}),
            column("title", {"题名", "文件题名", "文件名称", "标题"}),
            column("author", {"责任者"}),
            column("date", {"dated", "日期", "文件日期", "形成日期"}),
            column("volume", {"案卷号", "卷号"}),
            column("volume_title", {"案卷题名"}),
            column("volume_pages", {"卷尾号", "案卷页数", "总页数"}, ColumnType::integer),
            column("item", {}),
            column("first_page", {}),
            column("last_page", {}),
            column("page_range", {}),
            column("pages", {}),
            column("sheets", {"declared_sheets"}, ColumnType::integer),
            choice(column("secrecy", {"密级"}), profile.documents.secrecy),
            choice(column("period", {"保管期限"}), profile.retention.periods)};
}

}  // namespace

ColumnRule column(std::string name, Names aliases, ColumnType type) {
    ColumnRule rule;
    rule.name = std::move(name);
    rule.aliases = std::move(aliases);
    rule.type = type;
    return rule;
}

void add_title(Names& names, const Title& title) {
    for (const std::string& word : {title.zh, title.en}) {
        if (!word.empty()) {
            names.push_back(word);
        }
    }
}

std::vector<ColumnRule> usual_columns(const Profile& profile, ImportTable table) {
    switch (table) {
        case ImportTable::customers:
            return customer_columns(profile);
        case ImportTable::tickets:
            return ticket_columns(profile);
        case ImportTable::stages:
            return stage_columns(profile);
        case ImportTable::units:
            return {key("code", {"编码", "代码", "单位编码", "单位代码"}),
                    required(column("name", {"名称", "单位名称"})), column("parent", {"上级", "上级单位", "上级编码"})};
        case ImportTable::people:
            return {key("code", {"工号", "员工号", "账号", "登录名"}),
                    required(column("name", {"姓名"})),
                    column("unit", {"单位", "部门", "供电所"}),
                    column("roles", {"role", "角色"}),
                    column("disabled", {"停用日期"}, ColumnType::day),
                    private_column("phone", {"电话", "手机", "联系电话"}),
                    private_column("mail", {"email", "邮箱", "电子邮箱"})};
        case ImportTable::places:
            return place_columns(profile);
        case ImportTable::boxes:
            return {key("code", {"盒号", "编码", "盒编码"}), column("title", {"题名", "名称", "盒名"}),
                    column("place", {"库位", "位置", "存放位置"}),
                    column("width", {"宽度", "盒脊宽"}, ColumnType::integer)};
        case ImportTable::volumes:
            return {key("code", {"案卷号", "卷号", "档号", "编码"}),
                    column("title", {"案卷题名", "题名"}),
                    column("box", {"盒号"}),
                    column("place", {"库位", "位置", "存放位置"}),
                    column("pages", {"卷尾号", "页数", "总页数"}, ColumnType::integer),
                    column("width", {"厚度", "宽度"}, ColumnType::integer),
                    column("closed", {"立卷日期", "立卷时间"}, ColumnType::day)};
        case ImportTable::series:
            return {key("code", {"类别号", "类号", "分类号", "编码", "代码"}),
                    required(column("title", {"name", "名称", "类名", "题名"})),
                    column("parent", {"上级", "上级类别"})};
        case ImportTable::documents:
            return document_columns(profile);
    }
    return {};
}

std::vector<std::pair<std::string_view, Names>> loose_words(const Profile& profile, ImportTable table) {
    Names one_customer;
    add_title(one_customer, profile.subject.title);
    Names customer_words = one_customer;
    customer_words.push_back("客户");
    switch (table) {
        case ImportTable::customers:
            return {{"kind", {"类型"}}, {"name", one_customer}};
        case ImportTable::tickets:
            return {{"type", {"类型", "业务种类", "种类"}}, {"opened", {"开始日期"}}, {"customer", customer_words}};
        case ImportTable::documents:
            return {{"type", {"类型", "资料种类", "文件种类", "种类"}},
                    {"series", {"分类号"}},
                    {"customer", customer_words}};
        case ImportTable::series:
            return {{"code", {"分类号"}}};
        default:
            return {};
    }
}

}  // namespace arc
