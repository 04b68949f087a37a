#pragma once

#include "jobs/archive.hpp"
#include "jobs/shelving/thing_papers.hpp"
#include "model/thing.hpp"
#include "print/list_sheet.hpp"

namespace arc {

// 卷内文件目录 of a volume, 归档文件目录 of the papers in a box: a line for each paper in its order, with the columns
// of the profile's form "volume" or "box", else those of the standards: 顺序号 文号 责任者 题名 日期 页号 备注 (GB/T
// 9705-2008; 页数 where each document is numbered by itself, GB/T 11822-2008) and 序号 档号 文号 责任者 题名 日期 密级
// 页数 备注 in landscape (DA/T 22-2015). Dates are written in eight digits; the last paper of a volume shows where it
// starts and ends.
ListSheet inner_list(Archive& archive, ThingPapers& papers, Thing holder);

// 卷内备考表, 盒内备考表: what is in it, and what was done to it after it was bound.
ListSheet remark_sheet(Archive& archive, ThingPapers& papers, Thing holder);

}  // namespace arc
