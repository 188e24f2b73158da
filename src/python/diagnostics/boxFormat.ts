// Boxes that are named after centre or corner with width and height, where torchvision reads two corners.
import type { Node } from 'web-tree-sitter';
import { rangeOf } from '../calls';
import type { Resolver } from '../resolve';
import { argumentNamed, replaced } from './argumentNodes';
import type { Rule } from './rule';

const FUNCTION =
  /^torchvision\.ops\.((generalized_|complete_|distance_)?box_iou|(generalized|complete|distance)_box_iou_loss)$/;

/** The format in a name: `boxes_xywh`, `cxcywh`. */
const FORMAT = /(?:^|_)(cxcywh|xywh)(?:_?\d*)(?:_|$)/i;

export const boxFormat: Rule = {
  id: 'boxFormat',
  check(call) {
    const { node, path, loss, resolver } = call;
    if (!FUNCTION.test(path) || loss.skip > 0 || argumentNamed(call, 'fmt')) return undefined;
    const boxes = ['boxes1', 'boxes2'].flatMap((name) => argumentNamed(call, name)?.value ?? []);
    const wrong = boxes.flatMap((each) => {
      const format = formatOf(each, resolver);
      return format === undefined ? [] : [{ box: each, format }];
    });
    const [first] = wrong;
    if (!first) return undefined;
    const module = node.childForFieldName('function')?.childForFieldName('object')?.text;
    return {
      range: rangeOf(first.box),
      message: {
        en: `By its name this box is ${first.format}, but the function reads x1, y1, x2, y2. Convert it with box_convert.`,
        zh: `从名称看该框是 ${first.format} 格式，但此函数按 x1, y1, x2, y2 读取。请先用 box_convert 转换。`,
      },
      ...(module === undefined
        ? {}
        : {
            fix: {
              title: { en: 'Convert to xyxy', zh: '转换为 xyxy' },
              replacements: wrong.map(({ box, format }) =>
                replaced(box, `${module}.box_convert(${box.text}, "${format}", "xyxy")`),
              ),
            },
          }),
    };
  },
};

/** The format that a name says, unless what it is bound to looks converted. */
function formatOf(box: Node, resolver: Resolver): string | undefined {
  const name = box.type === 'attribute' ? box.childForFieldName('attribute') : box;
  if (name?.type !== 'identifier' || /xyxy|ltrb|x1y1/i.test(name.text)) return undefined;
  const format = FORMAT.exec(name.text)?.[1]?.toLowerCase();
  const values =
    box.type === 'identifier' ? resolver.bindings(box).map(({ value }) => value?.text ?? '') : [];
  return values.some((text) => /convert|xyxy|ltrb|x1y1|corner/i.test(text)) ? undefined : format;
}
