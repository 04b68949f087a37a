#include "jobs/export/tree_pages.hpp"

#include "model/value.hpp"
#include "record/json.hpp"

#include <fmt/format.h>

namespace arc {
namespace {

std::string html(std::string_view text) {
    std::string escaped;
    for (const char c : text) {
        switch (c) {
            case '&':
                escaped += "&amp;";
                break;
            case '<':
                escaped += "&lt;";
                break;
            case '>':
                escaped += "&gt;";
                break;
            case '"':
                escaped += "&quot;";
                break;
            default:
                escaped += c;
        }
    }
    return escaped;
}

std::string page(std::string_view title, std::string_view up, std::string_view body) {
    return fmt::format(
        "<!DOCTYPE html>\n<html lang=\"zh\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width\">\n<title>{}</title>\n"
        "<link rel=\"stylesheet\" href=\"{}style.css\">\n</head>\n<body>\n{}</body>\n</html>\n",
        html(title), up, body);
}

Object language_map(const std::string& text) {
    return {{"zh-Hans", List{text}}};
}

// A picture as IIIF has it; ids are paths from the manifest.
Object picture(const std::string& path, const std::string& media_type, int width, int height) {
    return {{"id", "../" + path}, {"type", "Image"}, {"format", media_type}, {"width", width}, {"height", height}};
}

}  // namespace

std::string tree_style() {
    return "body { font-family: sans-serif; margin: 1.5em; color: #222; }\n"
           "table { border-collapse: collapse; width: 100%; }\n"
           "th, td { border: 1px solid #ccc; padding: .3em .6em; text-align: left; }\n"
           "th { background: #f3f3f3; }\n"
           "input { font-size: 1em; padding: .3em; width: 20em; margin-bottom: 1em; }\n"
           ".sheet { display: flex; flex-wrap: wrap; gap: 1em; }\n"
           ".sheet figure { margin: 0; width: 200px; break-inside: avoid; }\n"
           ".sheet img { width: 200px; border: 1px solid #999; }\n"
           "figcaption { font-size: .85em; }\n"
           // On a phone a row is a paragraph, each value behind its heading.
           "@media (max-width: 40em) {\n"
           "  thead { display: none; }\n"
           "  tr { display: block; padding: .5em 0; border-bottom: 1px solid #999; }\n"
           "  tr[hidden] { display: none; }\n"
           "  td { display: inline; border: 0; padding: 0 .8em 0 0; }\n"
           "  td:first-child { display: block; font-size: 1.15em; }\n"
           "  td:empty { display: none; }\n"
           "  td[data-of]::before { content: attr(data-of) ' '; color: #666; }\n"
           "}\n"
           "@media print { input, .up { display: none; } }\n";
}

std::string tree_index(const std::string& title, const std::vector<std::string>& headings,
                       const std::vector<TreeDocument>& documents) {
    std::string body = fmt::format(
        "<h1>{}</h1>\n<input id=\"words\" placeholder=\"查找\" autofocus>\n<table>\n<thead><tr><th>题名</th>",
        html(title));
    for (const std::string& heading : headings) {
        body += fmt::format("<th>{}</th>", html(heading));
    }
    body += "<th>图像</th></tr></thead>\n<tbody id=\"rows\">\n";
    for (const TreeDocument& document : documents) {
        body += fmt::format("<tr><td><a href=\"documents/{0}.html\">{1}</a></td>", document.name, html(document.title));
        for (const auto& [heading, value] : document.facts) {
            body += fmt::format("<td data-of=\"{}\">{}</td>", html(heading), html(value));
        }
        body += fmt::format("<td data-of=\"图像\">{}</td></tr>\n", document.images.size());
    }
    // Rows that lack one of the words are hidden.
    body +=
        "</tbody>\n</table>\n<script>\n"
        "const words = document.getElementById('words'), rows = [...document.getElementById('rows').rows];\n"
        "words.addEventListener('input', () => {\n"
        "  const wanted = words.value.toLowerCase().split(/\\s+/).filter(Boolean);\n"
        "  for (const row of rows) {\n"
        "    const text = row.textContent.toLowerCase();\n"
        "    row.hidden = !wanted.every(word => text.includes(word));\n"
        "  }\n"
        "});\n</script>\n";
    return page(title, "", body);
}

std::string tree_document(const TreeDocument& document) {
    std::string body =
        fmt::format("<p class=\"up\"><a href=\"../index.html\">目录</a></p>\n<h1>{}</h1>\n<p>", html(document.title));
    for (const auto& [heading, value] : document.facts) {
        if (!value.empty()) {
            body += fmt::format("{} {}　", html(heading), html(value));
        }
    }
    body += "</p>\n<div class=\"sheet\">\n";
    for (const TreeImage& image : document.images) {
        if (image.view.empty()) {
            body += fmt::format("<figure><figcaption>{} <a href=\"../{}\" download>原件</a></figcaption></figure>\n",
                                html(image.label), html(image.file));
            continue;
        }
        body += fmt::format(
            "<figure><a href=\"../{0}\"><img src=\"../{1}\" alt=\"{2}\" loading=\"lazy\"></a>"
            "<figcaption>{2} <a href=\"../{3}\" download>原件</a></figcaption></figure>\n",
            html(image.view), html(image.thumbnail), html(image.label), html(image.file));
    }
    body += "</div>\n";
    return page(document.title, "../", body);
}

std::string tree_manifest(const TreeDocument& document) {
    List canvases;
    int number = 0;
    for (const TreeImage& image : document.images) {
        if (image.view.empty()) {
            continue;
        }
        const std::string canvas = fmt::format("{}.json#canvas{}", document.name, ++number);
        const Object annotation{{"id", canvas + "-annotation"},
                                {"type", "Annotation"},
                                {"motivation", "painting"},
                                {"body", picture(image.view, image.media_type, image.width, image.height)},
                                {"target", canvas}};
        const Object annotations{{"id", canvas + "-page"}, {"type", "AnnotationPage"}, {"items", List{annotation}}};
        const Object thumbnail{{"id", "../" + image.thumbnail}, {"type", "Image"}, {"format", "image/png"}};
        canvases.emplace_back(Object{{"id", canvas},
                                     {"type", "Canvas"},
                                     {"label", language_map(image.label)},
                                     {"thumbnail", List{thumbnail}},
                                     {"height", image.height},
                                     {"width", image.width},
                                     {"items", List{annotations}}});
    }
    List metadata;
    for (const auto& [heading, value] : document.facts) {
        if (!value.empty()) {
            metadata.emplace_back(Object{{"label", language_map(heading)}, {"value", language_map(value)}});
        }
    }
    return to_json(Object{{"@context", "http://iiif.io/api/presentation/3/context.json"},
                          {"id", document.name + ".json"},
                          {"type", "Manifest"},
                          {"label", language_map(document.title)},
                          {"metadata", std::move(metadata)},
                          {"behavior", List{"paged"}},
                          {"items", std::move(canvases)}}) +
           "\n";
}

}  // namespace arc
